#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs clang-tidy over core, ui and app, on every processor.

Most of the time goes into the headers of Qt and of the library, which every check walks through. So files that are
compiled alike are checked together, as if they were one; each is read alone only for what the compiler says of it,
and checked alone only where its batch has findings or does not compile as one. That is a tenth of the work.

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
from functools import lru_cache, partial
from pathlib import Path

from cpp import ROOT

FOLDERS = ("core/", "ui/", "app/")
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.M)
# A name given at the start of a line, by a type or by a function, a variable or an alias that is not a member.
NAMED = re.compile(r"^(?:(?:class|struct|enum(?: class)?) (\w+)(?!\w|::)"
                   r"|(?!namespace\b|using namespace\b|template\b)[A-Za-z][^\n(={;]*?(?<![:\w~])(\w+)\s*[({=;[])", re.M)
# The names in the braces of an enum without "class" belong to the file too.
ENUM = re.compile(r"^enum (?!class\b)[^{;]*\{([^}]*)\}", re.M)
BATCH = 24
# What .clang-tidy asks for less the costly checks: what the compiler says, and what a batch cannot know.
ALONE = ("-bugprone-*,bugprone-suspicious-include,-cppcoreguidelines-*,-misc-*,-modernize-*,-performance-*,"
         "-readability-*")
TOGETHER = "-bugprone-suspicious-include"
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


@lru_cache(maxsize=None)
def own_names(path):
    """What a file gives a name at the start of a line: two files with one name in common may not compile as one."""
    found = {match[1] or match[2] for match in NAMED.finditer(text(path))}
    for values in ENUM.findall(text(path)):
        found.update(re.findall(r"^\s*(\w+)", re.sub(r"//.*|,", "\n", values), re.M))
    return frozenset(found)


@lru_cache(maxsize=None)
def header_names(path):
    """What our headers that a file includes give a name."""
    return frozenset().union(*(own_names(name) for name in own_includes(path) if name != path))


class Batch:
    """Files that compile as one, as far as their names say."""

    def __init__(self, arguments):
        self.arguments, self.paths = arguments, []
        self.names, self.local, self.headers = set(), set(), set()

    def takes(self, path):
        """Whether nobody's own name meets another's, nor, unless it belongs to that header, one of a header."""
        local = own_names(path) - header_names(path)
        return not (self.names & own_names(path) or local & self.headers or self.local & header_names(path))

    def add(self, path):
        self.paths.append(path)
        self.names |= own_names(path)
        self.local |= own_names(path) - header_names(path)
        self.headers |= header_names(path)


def batches(jobs, size):
    """Divides (path, arguments) into lists of up to `size` paths with their arguments: alike, and without a name in
    common."""
    found = []
    for path, arguments in jobs:
        for batch in found:
            if batch.arguments == arguments and len(batch.paths) < size and batch.takes(path):
                break
        else:
            batch = Batch(arguments)
            found.append(batch)
        batch.add(path)
    return [(batch.paths, batch.arguments) for batch in sorted(found, key=lambda batch: -len(batch.paths))]


def run(tool, checks, paths, arguments):
    """Runs clang-tidy on the paths as one; returns its findings, "" where there are none."""
    before = [word for path in paths[:-1] for word in ("-include", path)]
    done = subprocess.run([tool, "--quiet", f"--checks={checks}", paths[-1], "--", *arguments, *before], cwd=ROOT,
                          text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          check=False)
    if done.returncode == 0:
        return ""
    findings = re.sub(rf"^(?:{re.escape(str(ROOT))}|\.)/", "", done.stdout, flags=re.M)
    return (findings or done.stderr).strip() or f"clang-tidy ended with status {done.returncode}"


def lint(paths, arguments, run_on):
    """The findings of a batch as {path: text}. `run_on(checks, paths, arguments)` does one run."""
    if len(paths) == 1:
        return {paths[0]: run_on("", paths, arguments)}
    found = {path: run_on(ALONE, [path], arguments) for path in paths}
    sound = [path for path in paths if not found[path]]
    together = run_on(TOGETHER, sound, arguments) if sound else ""
    if together:
        places = {line.split(":")[0] for line in together.splitlines()}
        named = [path for path in sound if own_includes(path) & places]
        # After an error the rest was not looked at properly.
        for path in sound if "clang-diagnostic-error" in together or not named else named:
            found[path] = run_on("", [path], arguments)
    return found


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

    failed, todo, keys = 0, [], {}
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        path = os.path.relpath(os.path.join(entry["directory"], entry["file"]), ROOT)
        if not path.startswith(FOLDERS) or path in keys:
            continue
        arguments = clang_arguments(entry["command"])
        if path.startswith("core/") and any(GUI_PATH.search(word) for word in arguments):
            print(f"{path}: its CMake target links the GUI; core runs without one")
            failed += 1
        keys[path] = key(path, arguments, version)
        if not (cache / keys[path]).exists():
            todo.append((path, arguments))

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for found in pool.map(lambda batch: lint(*batch, partial(run, tool)), batches(todo, BATCH)):
            for path, findings in found.items():
                if findings:
                    failed += 1
                    print(f"{path}:\n{findings}", flush=True)
                else:
                    (cache / keys[path]).touch()
    for entry in cache.iterdir():
        if entry.name not in keys.values():
            entry.unlink()
    print(f"clang-tidy: {len(keys)} files, {len(todo)} of them new or changed, {failed} with findings")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
