#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Tests packages.py on small lists."""

import sys
import unittest

import packages

LIST = "# c\nbuild qt6-base-dev -\nbuild g++ g++\nrun ca-certificates -\n"


class Packages(unittest.TestCase):
    def lines(self, listing=LIST, readme="", build=""):
        return [(finding.path, finding.line) for finding in packages.check(listing, readme, [("CMakeLists.txt", build)])]

    def test_the_list_itself(self):
        for question, row, count in (
            ("is an unknown group refused?", "biuld cmake cmake", 1),
            ("is a row without a command refused?", "build cmake", 1),
            ("is a package listed twice refused?", "build g++ g++", 1),
            ("may a package be in two groups?", "lint g++ g++", 0),
        ):
            with self.subTest(question):
                self.assertEqual(len(self.lines(LIST + row + "\n")), count)

    def test_readme(self):
        for question, text, lines in (
            ("is an unlisted package refused?", "a\n  sudo apt install qt6-base-dev nonsense\n", [2]),
            ("is a continued line read?", "apt-get install -y g++ \\\n    nonsense\n", [1]),
            ("are listed packages allowed?", "`apt-get -qq install g++ ca-certificates` and more", []),
            ("is other text left alone?", "we install nonsense with apt", []),
        ):
            with self.subTest(question):
                self.assertEqual(self.lines(readme=text), [("README.md", line) for line in lines])

    def test_build_files(self):
        for question, text, count in (
            ("is a listed package found?", "find_package(Qt6 6.4 REQUIRED COMPONENTS Core)", 0),
            ("is an unlisted component refused?", "find_package(Qt6 COMPONENTS Core\n  Svg)", 1),
            ("is an unlisted package refused?", "find_package(ZLIB REQUIRED)", 1),
            ("is an unknown package refused?", "find_package(Boost)", 1),
        ):
            with self.subTest(question):
                self.assertEqual(len(self.lines(build=text)), count)


if __name__ == "__main__":
    sys.exit(unittest.main())
