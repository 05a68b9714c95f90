#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Tests the parts of tidy.py that decide what is looked at again."""

import sys
import unittest

import tidy

COMMAND = ('/usr/bin/cmake -E env A=b ccache /usr/bin/c++ -DX=\\"a\\ b\\" -I/src -fcoroutines -Werror -std=c++23 '
           "-Winvalid-pch -include /b/pch.hxx -o a.o -c /src/core/a.cpp")


class Tidy(unittest.TestCase):
    def test_arguments_for_clang(self):
        self.assertEqual(tidy.clang_arguments(COMMAND), ['-DX="a b"', "-I/src", "-std=c++23"])

    def test_includes_are_followed(self):
        found = tidy.own_includes("core/engine/port.h")
        self.assertLessEqual({"core/engine/port.h", "core/engine/snapshot.h", "core/error.h"}, found)

    def test_the_key_follows_what_matters(self):
        key = tidy.key("core/error.cpp", ["-O1"], "19")
        self.assertEqual(key, tidy.key("core/error.cpp", ["-O1"], "19"))
        for question, other in (
            ("do other flags count?", tidy.key("core/error.cpp", ["-O2"], "19")),
            ("does another clang-tidy count?", tidy.key("core/error.cpp", ["-O1"], "20")),
            ("does another file count?", tidy.key("core/error.h", ["-O1"], "19")),
        ):
            with self.subTest(question):
                self.assertNotEqual(key, other)

    def test_a_changed_header_counts(self):
        before = tidy.key("core/error.cpp", [], "19")
        original = tidy.text
        try:
            tidy.text = lambda path: original(path) + ("// x" if path == "core/error.h" else "")
            self.assertNotEqual(before, tidy.key("core/error.cpp", [], "19"))
        finally:
            tidy.text = original


if __name__ == "__main__":
    sys.exit(unittest.main())
