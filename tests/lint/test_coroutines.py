#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the cases of coroutines_cases.txt through the check."""

import re
import sys
import unittest
from pathlib import Path

import coroutines

CASE = re.compile(r"^== (?P<verdict>\w+)(?P<file> file)?: (?P<question>.*?\?).*\n(?P<code>(?:(?!== ).*\n)*)", re.M)


def cases():
    text = (Path(__file__).parent / "coroutines_cases.txt").read_text(encoding="utf-8")
    return list(CASE.finditer(text))


class Cases(unittest.TestCase):
    def test_every_case(self):
        for case in cases():
            code = case["code"] if case["file"] else "QCoro::Task<> go()\n{\n" + case["code"] + "}\n"
            path = "tests/x.cpp" if "// tests/x.cpp" in code else "core/x.cpp"
            with self.subTest(case["question"]):
                messages = {finding.message for finding in coroutines.check(path, code)}
                verdict = case["verdict"]
                if verdict == "allowed":
                    self.assertEqual(messages, set())
                elif verdict == "UNSAFE":
                    self.assertTrue(messages and messages <= set(coroutines.UNSAFE.values()), messages)
                else:
                    self.assertEqual(messages, {getattr(coroutines, verdict)})

    def test_no_case_is_overlooked(self):
        text = (Path(__file__).parent / "coroutines_cases.txt").read_text(encoding="utf-8")
        self.assertEqual(len(cases()), text.count("\n== "))
        self.assertGreater(len(cases()), 60)

    def test_the_line_is_that_of_the_temporary(self):
        code = "Task<> f()\n{\n    co_await g(1,\n        // note\n        Agg{});\n}\n"
        self.assertEqual([finding.line for finding in coroutines.check("core/x.cpp", code)], [5])

    def test_an_unreadable_file_is_refused(self):
        for code in ("void f() { (", "void f() { ) }", "}"):
            with self.subTest(code):
                self.assertEqual(len(coroutines.check("core/x.cpp", code)), 1)

    def test_names_of_unsafe_parts_are_found_in_expressions(self):
        self.assertIn("co_await", coroutines.BRACED)
        self.assertEqual(len(coroutines.check("core/x.cpp", "auto x = f(g(qCoro(a, b)));")), 1)


if __name__ == "__main__":
    sys.exit(unittest.main())
