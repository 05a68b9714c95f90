#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs ./dev in a copy of its own, with apt, dpkg, cmake and the rest played by small scripts that keep a log."""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DEBIAN_12 = 'ID=debian\nVERSION_ID="12"\n'
# What the commands that ./dev calls do here: all write a line to the log.
PLAYERS = {
    "dpkg-query": 'shift 3\nfor p; do grep -qxF "$p" "$DIR/absent" || echo "$p installed"; done',
    "apt-get": 'if [ -x "$DIR/policy" ]; then echo "policy stands" >>"$DIR/log"; fi\nexit "$(cat "$DIR/apt-status")"',
    "id": 'cat "$DIR/uid"',
    "sudo": 'if [ "$1" = -n ]; then shift; fi\nexec "$@"',
    "systemctl": "",
    "cmake": 'test ! -e "$DIR/bad-cmake" || exit 1\nfor a; do case $prev in --preset) p=$a ;; esac; prev=$a; done\n'
             'mkdir -p "build/$p"\ntouch "build/$p/build.ninja"',
    "ninja": 'for a; do if [ "$a" = -n ]; then cat "$DIR/ninja-plan"; exit; fi; done\nexit "$(cat "$DIR/ninja-status")"',
    "ctest": 'env | grep -E "^(A|L|UB|T)SAN_OPTIONS=" >>"$DIR/log"\nexit "$(cat "$DIR/ctest-status")"',
}
PLAIN = ("bash", "cat", "env", "grep", "sed", "mkdir", "touch", "dirname", "tee", "chmod", "rm")


class Dev(unittest.TestCase):
    def setUp(self):
        self.dir = Path(tempfile.mkdtemp(prefix="sluice-dev-"))
        self.addCleanup(shutil.rmtree, self.dir)
        self.home = self.dir / "a folder"
        (self.home / "build/release").mkdir(parents=True)
        for name in ("dev", "packages.txt", "CMakePresets.json"):
            shutil.copy(ROOT / name, self.home / name)
        self.write("home", "")
        sluice = self.home / "build/release/sluice"
        sluice.write_text('#!/bin/bash\nprintf "sluice"; printf " <%s>" "$@"; pwd\nexit 7\n')
        sluice.chmod(0o755)
        self.bin = self.dir / "bin"
        self.bin.mkdir()
        for name, does in PLAYERS.items():
            self.play(name, does)
        for name in PLAIN:
            (self.bin / name).symlink_to(shutil.which(name))
        for name, text in (("absent", ""), ("apt-status", "0"), ("uid", "0"), ("ninja-status", "0"),
                           ("ctest-status", "0"), ("ninja-plan", "[1/1] compile"), ("log", ""),
                           ("os-release", DEBIAN_12)):
            self.write(name, text)

    def write(self, name, text):
        (self.dir / name).write_text(text)

    def play(self, name, does):
        path = self.bin / name
        path.write_text(f'#!/bin/sh\necho "{name} $*" >>"$DIR/log"\n{does}\n')
        path.chmod(0o755)

    def dev(self, *args, **env):
        """Runs ./dev; returns its exit status, output, messages and the log of this run."""
        self.write("log", "")
        done = subprocess.run([self.home / "dev", *args], cwd=self.dir, text=True, capture_output=True, check=False,
                              stdin=subprocess.DEVNULL, timeout=30,
                              env={"PATH": str(self.bin), "DIR": str(self.dir), "HOME": str(self.dir),
                                   "DEV_OS_RELEASE": str(self.dir / "os-release"),
                                   "DEV_POLICY": str(self.dir / "policy"), **env})
        return done.returncode, done.stdout, done.stderr, (self.dir / "log").read_text()

    def test_wrong_usage_says_so(self):
        for args, word in (
            ((), "usage: ./dev"), (("biuld",), "biuld"), (("build", "x"), "usage: ./dev"),
            (("build", "--preset"), "needs a name"), (("build", "--preset", "fast"), "dev release asan tsan"),
            (("test", "--preset=fast"), "dev release asan tsan"), (("test", "--preset", "release"), "no tests"),
            (("test", "--fast"), "--fast"), (("test", "a", "b"), "one filter"), (("lint", "speling"), "coroutines"),
            (("bench", "a", "b"), "one name"), (("bench", "--x"), "--x"), (("format", "x"), "no arguments"),
        ):
            with self.subTest(args):
                status, out, messages, log = self.dev(*args)
                self.assertEqual((status, out, log), (2, "", ""))
                self.assertIn(word, messages)

    def test_help_is_output(self):
        for name in ("help", "--help", "-h"):
            status, out, messages, log = self.dev(name)
            self.assertEqual((status, messages, log), (0, "", ""))
            for command in ("run", "build", "test", "bench", "lint", "format"):
                self.assertIn(f"  {command} ", out)

    def test_nothing_missing_means_no_apt(self):
        status, _, _, log = self.dev("build")
        self.assertEqual(status, 0)
        self.assertNotIn("apt-get", log)
        self.assertEqual(log.count("dpkg-query"), 1)

    def test_exactly_the_missing_packages_are_installed(self):
        self.write("absent", "ninja-build\nqt6-svg-dev\nclang-tidy-19\n")
        status, out, messages, log = self.dev("build")
        self.assertEqual((status, out), (0, ""))
        installs = [line for line in log.splitlines() if line.startswith("apt-get")]
        self.assertEqual(len(installs), 2)
        self.assertTrue(installs[0].endswith(" update"))
        self.assertTrue(installs[1].endswith("--no-install-recommends ninja-build qt6-svg-dev"), installs)
        self.assertIn("2 missing packages (this may take minutes): ninja-build qt6-svg-dev", messages)
        self.assertNotIn("sudo", log)

    def test_others_use_sudo(self):
        self.write("absent", "cmake\n")
        self.write("uid", "1000")
        _, _, _, log = self.dev("build")
        self.assertIn("sudo -n env", log)
        (self.bin / "sudo").unlink()
        status, _, messages, log = self.dev("build")
        self.assertEqual(status, 1)
        self.assertIn("as root run: apt-get install cmake", messages)
        self.assertNotIn("apt-get", log)

    def test_a_failing_apt_ends_it(self):
        self.write("absent", "cmake\n")
        self.write("apt-status", "100")
        status, _, messages, log = self.dev("build")
        self.assertEqual(status, 1)
        self.assertIn("apt-get update failed", messages)
        self.assertNotIn("ninja -C", log)

    def test_servers_are_installed_without_starting_them(self):
        self.write("absent", "nginx\nopenssh-server\n")
        _, _, messages, log = self.dev("test")
        self.assertIn("not started as a service: nginx ssh", messages)
        self.assertLess(log.index(" update"), log.index("policy stands"))
        self.assertFalse((self.dir / "policy").exists())
        self.write("policy", "theirs")
        _, _, _, log = self.dev("test")
        self.assertEqual((self.dir / "policy").read_text(), "theirs")

    def test_another_system_goes_on_with_the_tools_it_has(self):
        self.write("os-release", "ID=fedora\nVERSION_ID=40\n")
        status, _, messages, log = self.dev("build")
        self.assertEqual(status, 1)
        self.assertIn("commands are missing: g++", messages)
        self.assertIn("qcoro-qt6-dev", messages)
        self.play("g++", "")
        status, _, _, log = self.dev("build")
        self.assertEqual(status, 0)
        self.assertNotIn("dpkg-query", log)

    def test_the_second_build_does_not_configure(self):
        self.assertIn("cmake --log-level", self.dev("build")[3])
        self.write("ninja-plan", "ninja: no work to do.")
        status, _, _, log = self.dev("build")
        self.assertEqual(status, 0)
        self.assertNotIn("cmake --log-level", log)
        self.assertEqual(log.count("ninja -C"), 1)
        (self.home / "CMakePresets.json").touch()
        self.assertIn("cmake --log-level", self.dev("build")[3])

    def test_failures_are_passed_on(self):
        self.write("bad-cmake", "")
        status, _, messages, log = self.dev("build")
        self.assertEqual((status, "ninja -C" in log), (1, False))
        self.assertIn("configuring build/release failed", messages)
        (self.dir / "bad-cmake").unlink()
        self.write("ninja-status", "1")
        status, _, messages, _ = self.dev("test")
        self.assertEqual(status, 1)
        self.assertIn("building build/dev failed", messages)
        self.write("ninja-status", "0")
        self.write("ctest-status", "8")
        self.assertEqual(self.dev("test")[0], 8)

    def test_run_without_a_display_names_the_other_way(self):
        for args in ((), ("--demo",), ("http://127.0.0.1/get",)):
            status, out, messages, log = self.dev("run", *args)
            self.assertEqual((status, out, log), (2, "", ""))
            self.assertIn("sluice get", messages)

    def test_run_passes_arguments_folder_and_status_on(self):
        for args, env in (
            (("get", "--json", "a b"), {}), (("--version",), {}), (("-h",), {}), (("--demo", "x"), {"DISPLAY": ":0"}),
            (("x",), {"WAYLAND_DISPLAY": "w"}), (("x",), {"QT_QPA_PLATFORM": "offscreen"}),
        ):
            with self.subTest(args):
                status, out, _, _ = self.dev("run", *args, **env)
                self.assertEqual(status, 7)
                self.assertEqual(out, "sluice" + "".join(f" <{arg}>" for arg in args) + f"{self.dir}\n")

    def test_a_first_test_of_everything_builds_together(self):
        _, _, _, log = self.dev("test")
        self.assertIn("-DSLUICE_TOGETHER=ON", log)

    def test_a_first_test_of_some_builds_them_by_themselves(self):
        _, _, _, log = self.dev("test", "tst_a")
        self.assertNotIn("SLUICE_TOGETHER", log)

    def test_test_passes_the_preset_and_the_filter_on(self):
        _, _, _, log = self.dev("test", "--preset", "asan", "tst_a|tst_b")
        self.assertIn("--preset asan", log)
        self.assertIn("build/asan -j4 --output-on-failure --no-tests=error -R tst_a|tst_b\n", log)
        self.assertIn("ASAN_OPTIONS=halt_on_error=1", log)
        _, _, _, log = self.dev("test", ASAN_OPTIONS="mine=1")
        self.assertIn("build/dev -j4 --output-on-failure --no-tests=error\n", log)
        self.assertIn("ASAN_OPTIONS=mine=1\n", log)


if __name__ == "__main__":
    sys.exit(unittest.main())
