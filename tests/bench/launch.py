# SPDX-License-Identifier: MIT
"""Runs one command and writes what it used as JSON to a file descriptor: launch.py FD COMMAND…

A process of its own, and started without the rest of Python's library, because a child's peak memory begins at the
size of the process that starts it (the kernel carries the mark over exec): nothing below some 9 MiB can be seen.
"""

import os
import sys
import time


def main():
    answer = int(sys.argv[1])
    os.set_inheritable(answer, False)
    command = sys.argv[2:]
    began = time.time()
    begin = time.monotonic()
    child = os.posix_spawnp(command[0], command, os.environ)
    _, status, used = os.wait4(child, 0)
    wall = time.monotonic() - begin
    os.write(answer, (f'{{"began": {began!r}, "wall": {wall!r}, "cpu": {used.ru_utime + used.ru_stime!r}, "peak": {used.ru_maxrss * 1024}, '
                      f'"status": {os.waitstatus_to_exitcode(status)}}}').encode())


main()
