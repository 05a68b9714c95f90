# SPDX-License-Identifier: MIT
"""A small HTTP/1.1 server that answers each GET after a while: delay_server.py PORT SECONDS ROOT

And a client that does nothing but ask, to see what the server alone can do: delay_server.py --ask PORT CONNECTIONS PATH…
prints the seconds it took to get all of them.
"""

import asyncio
import sys
import time
from pathlib import Path


class Answering(asyncio.Protocol):
    """One connection. Requests have no body; the answers come in the order of the requests."""

    def __init__(self, delay, files):
        self.delay = delay
        self.files = files
        self.pending = b""

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        *requests, self.pending = (self.pending + data).split(b"\r\n\r\n")
        for request in requests:
            path = request.split(b" ", 2)[1].decode()
            asyncio.get_running_loop().call_later(self.delay, self.answer, path)

    def answer(self, path):
        if self.transport.is_closing():
            return
        body = self.files.get(path)
        status = b"200 OK" if body is not None else b"404 Not Found"
        body = body or b""
        self.transport.write(b"HTTP/1.1 %s\r\nContent-Type: application/octet-stream\r\nContent-Length: %d\r\n\r\n%s"
                             % (status, len(body), body))


async def serve(port, delay, root):
    files = {f"/{path.name}": path.read_bytes() for path in Path(root).iterdir()}
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Answering(delay, files), "127.0.0.1", port, backlog=1024)
    await server.serve_forever()


async def ask(port, connections, paths):
    async def one_connection():
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while paths:
            writer.write(f"GET /{paths.pop()} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(int(head.split(b"Content-Length: ")[1].split(b"\r\n")[0]))
        writer.close()

    begin = time.monotonic()
    await asyncio.gather(*(one_connection() for _ in range(connections)))
    return time.monotonic() - begin


if __name__ == "__main__":
    if sys.argv[1] == "--ask":
        print(asyncio.run(ask(int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])))
    else:
        asyncio.run(serve(int(sys.argv[1]), float(sys.argv[2]), sys.argv[3]))
