#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Tests the parts of tidy.py that decide what is looked at again, and what together."""

import sys
import unittest
from unittest import mock

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

    def test_names_that_clash(self):
        source = """
namespace sluice::ui {
using namespace Qt::StringLiterals;
using Row = engine::Row;
struct Tr {
};
class Words final : public QObject
{
    int kInside = 1;
};
struct Semaphore::Waiter {};
enum class Colour { Red };
enum Key : int {
    Url = 1, // where
    Status = Url + 1, Text
};
constexpr int kSmall = 1024;
QStringList s_names;
QString joined(const QString &a, const QString &b)
{
    return a + b;
}
QString *Words::found(int at)
Words::~Words()
"""
        with mock.patch.object(tidy, "text", lambda _: source):
            self.assertEqual(tidy.own_names("names.cpp"), {"Row", "Tr", "Words", "kSmall", "s_names", "joined",
                                                            "Colour", "Key", "Url", "Status", "Text"})

    def test_batches(self):
        names = {"a": {"Tr"}, "b": {"Tr", "joined"}, "c": {"other"}, "d": set()}
        jobs = [("a", ["-O1"]), ("b", ["-O1"]), ("c", ["-O1"]), ("d", ["-O2"])]
        with mock.patch.object(tidy, "own_names", lambda path: names[path]):
            self.assertEqual(tidy.batches(jobs, 8), [(["a", "c"], ["-O1"]), (["b"], ["-O1"]), (["d"], ["-O2"])])
            self.assertEqual([paths for paths, _ in tidy.batches(jobs, 1)], [["a"], ["b"], ["c"], ["d"]])

    def test_names_of_headers(self):
        names = {"a": {"toText"}, "b": {"x"}, "h": {"toText"}}
        includes = {"b": {"b", "h"}}
        jobs = [("a", []), ("b", [])]
        for question, a_includes, together in (("is another's header in the way?", {"a"}, False),
                                               ("is it when both include it?", {"a", "h"}, True)):
            with self.subTest(question), mock.patch.object(tidy, "own_names", lambda path: names[path]), \
                    mock.patch.object(tidy, "own_includes", lambda path: {**includes, "a": a_includes}[path]):
                tidy.header_names.cache_clear()
                self.assertEqual(len(tidy.batches(jobs, 8)) == 1, together)
                self.assertEqual(len(tidy.batches(jobs[::-1], 8)) == 1, together)
        tidy.header_names.cache_clear()

    def lint(self, answers):
        """What lint() finds in three files, and the runs it makes, when runs answer like this."""
        runs = []

        def run(checks, paths, arguments):
            self.assertEqual(arguments, ["-O1"])
            runs.append((checks, paths))
            return answers.get((checks, *paths), "")

        with mock.patch.object(tidy, "own_includes", lambda path: {path, "shared.h"} if path != "c" else {path}):
            return tidy.lint(["a", "b", "c"], ["-O1"], run), runs

    def test_a_clean_batch_is_checked_once(self):
        found, runs = self.lint({})
        self.assertEqual(found, {"a": "", "b": "", "c": ""})
        self.assertEqual(runs, [(tidy.ALONE, [path]) for path in "abc"] + [(tidy.TOGETHER, ["a", "b", "c"])])

    def test_a_single_file_is_read_once(self):
        runs = []
        found = tidy.lint(["a"], [], lambda *run: runs.append(run) or "x")
        self.assertEqual((found, runs), ({"a": "x"}, [("", ["a"], [])]))

    def test_who_is_checked_alone(self):
        everything = (tidy.TOGETHER, "a", "b", "c")
        for question, text, alone in (
            ("is the file named in a finding?", "c:1:1: error: x", ["c"]),
            ("is everybody who includes the named header?", "shared.h:1:1: error: x", ["a", "b"]),
            ("is everybody, when nobody is named?", "/usr/include/q.h:1:1: error: x", ["a", "b", "c"]),
            ("is everybody, when they do not compile as one?", "c:1:1: error: x [clang-diagnostic-error]",
             ["a", "b", "c"]),
        ):
            with self.subTest(question):
                found, runs = self.lint({everything: text, ("", "c"): "x"})
                self.assertEqual([paths for checks, paths in runs if not checks], [[path] for path in alone])
                self.assertEqual(found, {"a": "", "b": "", "c": "x" if "c" in alone else ""})

    def test_a_file_that_does_not_compile_leaves_the_batch(self):
        found, runs = self.lint({(tidy.ALONE, "b"): "x"})
        self.assertEqual(found, {"a": "", "b": "x", "c": ""})
        self.assertIn((tidy.TOGETHER, ["a", "c"]), runs)


if __name__ == "__main__":
    sys.exit(unittest.main())
