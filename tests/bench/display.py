# SPDX-License-Identifier: MIT
"""An X server without a screen."""

import contextlib
import os
import select
import subprocess

from children import running


@contextlib.contextmanager
def xvfb():
    """Yields the name of a display of our own (":99")."""
    reading, writing = os.pipe()
    try:
        with running(["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"],
                     pass_fds=[writing], stderr=subprocess.DEVNULL):
            if not select.select([reading], [], [], 15)[0]:
                raise RuntimeError("Xvfb does not start")
            yield ":" + os.read(reading, 16).decode().strip()
    finally:
        os.close(reading)
        os.close(writing)
