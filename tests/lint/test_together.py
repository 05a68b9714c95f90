#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Tests together.py."""

import sys
import unittest
from unittest import mock

import tidy
import together


class Together(unittest.TestCase):
    def numbers(self, lines, size):
        names = {"a": {"row"}, "b": {"row", "joined"}, "c": {"other"}}
        texts = {"t": "using namespace sluice::ui;\nusing namespace sluice::ui::testing;\n"}
        with mock.patch.object(tidy, "own_names", lambda path: names.get(path, set())), \
                mock.patch.object(tidy, "text", lambda path: texts.get(path, "using namespace sluice::ui;\n")):
            return together.numbers([line.split() for line in lines], size)

    def test_who_comes_together(self):
        for question, lines, same in (
            ("do files without a name in common?", ("core a", "core c"), True),
            ("do files with a name in common?", ("core a", "core b"), False),
            ("does one that opens a namespace of helpers, with one that does not?", ("core t", "core c"), False),
        ):
            with self.subTest(question):
                first, second = self.numbers(lines, 8)
                self.assertEqual(first == second, same)

    def test_no_batch_is_larger_than_asked_for(self):
        self.assertEqual(sorted(self.numbers([f"core f{n}" for n in range(7)], 3)), [1, 1, 1, 2, 2, 2, 3])

    def test_each_group_counts_for_itself(self):
        self.assertEqual(self.numbers(("core a", "ui c", "core b", "ui d"), 8), [1, 1, 2, 1])

    def test_numbers_come_in_the_order_of_the_lines(self):
        found = self.numbers(("core a", "core b", "core c"), 8)
        self.assertEqual((found[0] == found[2], found[0] == found[1]), (True, False))


if __name__ == "__main__":
    sys.exit(unittest.main())
