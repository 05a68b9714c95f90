#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Divides sources into batches that the compiler reads as one file each, for SLUICE_TOGETHER in CMake.

Only files of one group come together, and only such that give no name at the start of a line twice: a name in an
unnamed namespace belongs to a file, and two of them would meet in a batch.

usage: together.py SIZE   (standard input: lines "GROUP PATH", the path relative to the root)
Prints the number that each line's batch has in its group, in the order of the lines, as a list of CMake.
"""

import re
import sys

import tidy

# A test that opens a namespace of test helpers would open it to the files behind it.
OPENED = re.compile(r"^using namespace (\S+::testing);", re.M)


def numbers(lines, size):
    """The number, in its group, of the batch of each (group, path)."""
    found, last = {}, {}
    jobs = [(path, (group, *OPENED.findall(tidy.text(path)))) for group, path in lines]
    for paths, (group, *_) in tidy.batches(jobs, size):
        last[group] = last.get(group, 0) + 1
        found.update(dict.fromkeys(paths, last[group]))
    return [found[path] for _, path in lines]


def main():
    lines = [line.split(" ", 1) for line in sys.stdin.read().splitlines() if line]
    print(";".join(map(str, numbers(lines, int(sys.argv[1])))), end="")


if __name__ == "__main__":
    main()
