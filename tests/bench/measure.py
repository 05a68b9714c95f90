# SPDX-License-Identifier: MIT
"""Starts a command through launch.py, waits for it and says what it used."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

LAUNCH = Path(__file__).with_name("launch.py")


def measure(command, environment, folder, timeout):
    """Returns began (the wall clock), wall and cpu (seconds), peak (bytes), status, and output (the end of what it printed).

    What does not end within `timeout` seconds is killed; then there is only `output`, and a status of None.
    """
    reading, writing = os.pipe()
    log = folder / "log"
    with open(log, "wb") as output:
        launcher = subprocess.Popen(
            [sys.executable, "-I", "-S", str(LAUNCH), str(writing), *command], env=environment, cwd=folder,
            stdin=subprocess.DEVNULL, stdout=output, stderr=output, pass_fds=[writing], start_new_session=True)
    os.close(writing)
    try:
        launcher.wait(timeout)
    except subprocess.TimeoutExpired:
        pass
    finally:
        if launcher.poll() is None:
            os.killpg(launcher.pid, signal.SIGKILL)  # a session of its own: the command and nobody else
            launcher.wait()
    with os.fdopen(reading) as answer:
        text = answer.read()
    used = json.loads(text) if text else {"status": None}
    used["output"] = log.read_bytes()[-2000:].decode(errors="replace").strip()
    return used
