#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The bench itself: its arithmetic, its checks of files, what it says of a process, and its delay server."""

import os
import sys
import tempfile
import time
import unittest
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import cases  # noqa: E402
import figures  # noqa: E402
import report  # noqa: E402
import tools  # noqa: E402
from delay import bare_seconds, delay_server  # noqa: E402
from measure import measure  # noqa: E402
from rounds import last_change  # noqa: E402
from storage import Site  # noqa: E402

MIB = 1024 * 1024


def run(tool, number, wall, cpu=1.0, **others):
    return figures.Run(tool, number, wall, cpu, MIB, **others)


class Figures(unittest.TestCase):
    def test_median(self):
        self.assertEqual(figures.median([3, 1, 2]), 2)
        self.assertEqual(figures.median([4, 1, 2, 3]), 2.5)

    def test_ratios_are_taken_within_a_round(self):
        runs = [run("a", 1, 2.0), run("b", 1, 1.0), run("a", 2, 30.0), run("b", 2, 10.0)]
        self.assertEqual(figures.ratios(runs, "a", "b", "wall"), [2.0, 3.0])

    def test_a_failed_run_is_in_no_ratio(self):
        runs = [run("a", 1, 2.0), run("b", 1, 1.0, problem="no files"), run("a", 2, 3.0), run("b", 2, 1.0)]
        self.assertEqual(figures.ratios(runs, "a", "b", "wall"), [3.0])

    def test_a_round_that_one_tool_did_not_run_is_in_no_ratio(self):
        self.assertEqual(figures.ratios([run("a", 1, 2.0), run("a", 2, 2.0), run("b", 1, 1.0)], "a", "b", "wall"), [2.0])


class Verdicts(unittest.TestCase):
    case = replace(cases.SMALL, targets=(cases.Target(cases.GET, cases.CURL, 1.3),))

    def met(self, case, runs):
        return [verdict.met for verdict in figures.verdicts(case, runs)]

    def test_the_limit_itself_is_met(self):
        self.assertEqual(self.met(self.case, [run(cases.GET, 1, 1.3), run(cases.CURL, 1, 1.0)]), [True])

    def test_above_it_is_missed(self):
        self.assertEqual(self.met(self.case, [run(cases.GET, 1, 1.31), run(cases.CURL, 1, 1.0)]), [False])

    def test_no_figure_is_missed(self):
        runs = [run(cases.GET, 1, 1.0, problem="no files"), run(cases.CURL, 1, 1.0)]
        self.assertEqual(self.met(self.case, runs), [False])

    def test_what_recording_costs_is_the_time_to_the_last_file(self):
        # The whole process may take longer: it writes the recording when the files are there.
        runs = [run(cases.TRACED, 1, 3.0, fetch=1.02), run(cases.GET, 1, 1.1, fetch=1.0)]
        self.assertEqual(self.met(cases.RECORDED, runs), [True])
        slower = [run(cases.TRACED, 1, 1.2, fetch=1.03), run(cases.GET, 1, 1.2, fetch=1.0)]
        self.assertEqual(self.met(cases.RECORDED, slower), [False])

    def test_the_ideal_is_the_waiting_alone(self):
        self.assertAlmostEqual(cases.LATENCY.ideal, 1.0)
        self.assertEqual(self.met(cases.LATENCY, [run(cases.GET, 1, 1.14)]), [True])
        self.assertEqual(self.met(cases.LATENCY, [run(cases.GET, 1, 1.16)]), [False])

    def test_the_longest_stall_counts(self):
        case = replace(cases.WINDOW_SMALL, targets=())
        calm, stalled = {"worst": 12.0}, {"worst": 51.0}
        self.assertEqual(self.met(case, [run(cases.WINDOW, 1, 1, stall=calm)]), [True])
        self.assertEqual(self.met(case, [run(cases.WINDOW, 1, 1, stall=calm), run(cases.WINDOW, 2, 1, stall=stalled)]),
                         [False])
        self.assertEqual(self.met(case, [run(cases.WINDOW, 1, 1)]), [False])


class Table(unittest.TestCase):
    def test_a_tool_that_failed_is_named(self):
        lines = report.table(cases.SMALL, [run(cases.GET, 1, 1.0), run(cases.CURL, 1, 2.0, problem="status 1")])
        self.assertTrue(any(line.startswith("curl -Z") and "0/1" in line for line in lines))

    def test_the_base_has_ratio_one(self):
        lines = report.table(cases.SMALL, [run(cases.GET, 1, 1.0), run(cases.CURL, 1, 2.0)])
        self.assertRegex(next(line for line in lines if line.startswith("curl -Z")), r"1\.00 +1\.00$")


    def test_files_a_second_are_told_where_they_count(self):
        runs = [run(cases.TRACED, 1, 3.0, fetch=2.0), run(cases.GET, 1, 1.1, fetch=1.0)]
        lines = "\n".join(report.table(cases.RECORDED, runs))
        self.assertIn("sluice get --trace: 5,000 files a second", lines)
        self.assertIn("2.000 ×", lines)


class InAFolder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="sluice-bench-test-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)


class Files(InAFolder):
    def fetched(self, files=3, size=4096):
        site = Site(self.folder / "site", files, size)
        out = self.folder / "out"
        out.mkdir()
        for name in site.names:
            (out / name).write_bytes((self.folder / "site" / name).read_bytes())
        return site, out

    def test_right_files_have_no_problem(self):
        site, out = self.fetched()
        self.assertEqual(site.problem(out, site.names), "")

    def test_what_is_wrong_is_named(self):
        for spoil, words in ((lambda path: path.unlink(), "1 of 3 files are missing"),
                             (lambda path: path.write_bytes(b"x"), "has 1 bytes"),
                             (lambda path: path.write_bytes(b"\0" * 4096), "other content"),
                             (lambda path: path.with_name("f.part").touch(), "nobody asked for")):
            with self.subTest(words), tempfile.TemporaryDirectory() as folder:
                self.folder = Path(folder)
                site, out = self.fetched()
                spoil(out / site.names[1])
                self.assertIn(words, site.problem(out, site.names))

    def test_small_files_differ_and_large_ones_are_one(self):
        small = Site(self.folder / "small", 3, 4096)
        self.assertEqual(len(set(small.digests.values())), 3)
        large = Site(self.folder / "large", 3, MIB)
        self.assertEqual(len({os.stat(self.folder / "large" / name).st_ino for name in large.names}), 1)

    def test_every_file_is_in_some_sample(self):
        site = Site(self.folder / "site", 4, MIB)
        self.assertEqual(set(site.sample(1)), set(site.names))


class LastChange(InAFolder):
    def test_it_is_that_of_the_newest_name(self):
        self.assertEqual(last_change(self.folder), 0)
        before = time.time()
        (self.folder / "a.part").touch()
        os.utime(self.folder / "a.part", (1, 1))
        (self.folder / "a.part").rename(self.folder / "a")
        self.assertGreater(last_change(self.folder), before - 1)


class Measure(InAFolder):
    def measure(self, *command, timeout=30):
        return measure(command, {"PATH": os.environ["PATH"]}, self.folder, timeout)

    def test_status_and_words_of_a_failure(self):
        used = self.measure("sh", "-c", "echo what went wrong >&2; exit 3")
        self.assertEqual((used["status"], used["output"]), (3, "what went wrong"))

    def test_memory_and_processor(self):
        used = self.measure(sys.executable, "-c", f"x = bytearray({200 * MIB})\nfor _ in range(10**6): pass")
        self.assertGreater(used["peak"], 200 * MIB)
        self.assertGreater(used["cpu"], 0)
        self.assertGreater(used["wall"], 0)

    def test_the_peak_is_not_ours(self):
        ballast = bytearray(100 * MIB)
        self.assertLess(self.measure("true")["peak"], len(ballast))

    def test_what_does_not_end_is_ended_with_its_children(self):
        used = self.measure("sh", "-c", "sleep 600 & echo $!; wait", timeout=1)
        self.assertIsNone(used["status"])
        self.assertTrue(self.has_ended(int(used["output"])))

    def has_ended(self, process, seconds=20):
        """Within some seconds; what nobody has waited for yet has ended too."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
            except (FileNotFoundError, ProcessLookupError):
                return True
            if state in "ZX":
                return True
            time.sleep(0.01)
        return False


class Delay(InAFolder):
    def test_answers_come_late_but_together(self):
        site = Site(self.folder / "site", 20, 4096)
        with delay_server(self.folder / "site", 0.1) as port:
            self.assertGreaterEqual(bare_seconds(port, 10, site.names), 0.2)


class Commands(InAFolder):
    def test_every_tool_of_every_case_has_a_command_with_its_limit(self):
        job = tools.Job(self.folder, self.folder / "out", ["https://127.0.0.1:1/f"], 37, Path("/trust"))
        for tool in {tool for bench in cases.BENCHES.values() for case in bench for tool in case.tools}:
            command = " ".join(tools.COMMANDS[tool](job))
            self.assertRegex(command, r"[ =]37\b", tool)
            self.assertIn("/trust", command)


if __name__ == "__main__":
    unittest.main()
