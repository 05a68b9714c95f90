# SPDX-License-Identifier: MIT
"""Servers that end with us, whatever ends us."""

import contextlib
import ctypes
import signal
import socket
import subprocess
import time

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


@contextlib.contextmanager
def running(command, **options):
    """The started process. It is ended afterwards, and by the kernel should this process be killed."""
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL,
                             preexec_fn=lambda: _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM), **options)
    try:
        yield child
    finally:
        child.terminate()
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def free_port():
    """A loopback port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_port(port, child, seconds=15):
    """Returns when something listens on the loopback port. Raises when the child ends before, or time runs out."""
    end = time.monotonic() + seconds
    while True:
        if child.poll() is not None:
            raise RuntimeError(f"{child.args[0]} ended with status {child.returncode} instead of serving")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError as error:
            if time.monotonic() > end:
                raise RuntimeError(f"{child.args[0]} does not serve on port {port}: {error}") from error
            time.sleep(0.02)
