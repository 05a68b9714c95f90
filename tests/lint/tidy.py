#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs clang-tidy over core, ui and app, two files at a time or as many as there are processors.

A file that passed is not looked at again until it changes, or one of our headers it includes, the checks, the
compiler flags or clang-tidy itself do. Sources are read without the precompiled header, so that a missing
include is found here.

usage: tidy.py BUILD-FOLDER      (a configured tree with compile_commands.json; the cache lies in it)
"""

import hashlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

from cpp import ROOT

FOLDERS = ("core/", "ui/", "app/")
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.M)
GUI_PATH = re.compile(r"/Qt(Gui|Widgets|Svg)$")


def clang_arguments(command):
    """The arguments of a GCC command that clang understands, without output, launcher and precompiled header."""
    words = shlex.split(command)
    start = next(index for index, word in enumerate(words) if re.search(r"(g\+\+|c\+\+)(-\d+)?$", word))
    kept, skip = [], False
    for word in words[start + 1:]:
        if skip:
            skip = False
        elif word in ("-o", "-include", "-c"):
            skip = True
        elif word not in ("-fcoroutines", "-Winvalid-pch", "-Werror", "-fpch-preprocess"):
            kept.append(word)
    return kept


@lru_cache(maxsize=None)
def own_includes(path):
    """`path` and all of our headers it includes, directly or not, as paths relative to the root."""
    found, waiting = set(), [path]
    while waiting:
        name = waiting.pop()
        if name in found or not (ROOT / name).is_file():
            continue
        found.add(name)
        waiting += INCLUDE.findall(text(name))
    return frozenset(found)


@lru_cache(maxsize=None)
def text(path):
    return (ROOT / path).read_text(encoding="utf-8")


def key(path, arguments, version):
    """A digest of everything the verdict on `path` depends on."""
    digest = hashlib.sha256()
    for part in (version, text(".clang-tidy"), text("tests/lint/tidy.py"), *arguments):
        digest.update(part.encode() + b"\0")
    for name in sorted(own_includes(path)):
        digest.update(name.encode() + b"\0" + text(name).encode() + b"\0")
    return digest.hexdigest()


def lint(tool, path, arguments):
    """Runs clang-tidy on one file; returns its findings, "" where there are none."""
    done = subprocess.run([tool, "--quiet", path, "--", *arguments], cwd=ROOT, text=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode == 0:
        return ""
    return (done.stdout.replace(f"{ROOT}/", "") or done.stderr).strip()


def main():
    if len(sys.argv) != 2:
        print(__doc__.rsplit("\n\n", maxsplit=1)[-1].strip(), file=sys.stderr)
        return 2
    build = Path(sys.argv[1]).resolve()
    tool = shutil.which("clang-tidy-19") or shutil.which("clang-tidy")
    if not tool:
        print("clang-tidy is not installed", file=sys.stderr)
        return 2
    version = subprocess.run([tool, "--version"], check=True, capture_output=True, text=True).stdout
    cache = build / "tidy-cache"
    cache.mkdir(exist_ok=True)

    failed, todo, keys = 0, [], set()
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        path = os.path.relpath(os.path.join(entry["directory"], entry["file"]), ROOT)
        if not path.startswith(FOLDERS):
            continue
        arguments = clang_arguments(entry["command"])
        if path.startswith("core/") and any(GUI_PATH.search(word) for word in arguments):
            print(f"{path}: its CMake target links the GUI; core runs without one")
            failed += 1
        name = key(path, arguments, version)
        if not (cache / name).exists() and name not in keys:
            todo.append((path, arguments, name))
        keys.add(name)

    def work(job):
        path, arguments, name = job
        findings = lint(tool, path, arguments)
        if not findings:
            (cache / name).touch()
        return path, findings

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, findings in pool.map(work, todo):
            if findings:
                failed += 1
                print(f"{path}:\n{findings}", flush=True)
    for entry in cache.iterdir():
        if entry.name not in keys:
            entry.unlink()
    print(f"clang-tidy: {len(keys)} files, {len(todo)} of them new or changed, {failed} with findings")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
