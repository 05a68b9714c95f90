# SPDX-License-Identifier: MIT
"""Starts delay_server.py and asks it what it can do."""

import contextlib
import subprocess
import sys
from pathlib import Path

from children import free_port, running, wait_for_port

SERVER = Path(__file__).with_name("delay_server.py")


@contextlib.contextmanager
def delay_server(root, seconds):
    """Serves the files of `root`, each answer after `seconds`; yields the port."""
    port = free_port()
    with running([sys.executable, "-I", str(SERVER), str(port), str(seconds), str(root)]) as server:
        wait_for_port(port, server)
        yield port


def bare_seconds(port, connections, names):
    """How long the server takes for all the names when the client is no burden."""
    asked = subprocess.run([sys.executable, "-I", str(SERVER), "--ask", str(port), str(connections), *names],
                           check=True, capture_output=True, text=True, timeout=60)
    return float(asked.stdout)
