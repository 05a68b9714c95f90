#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks what each folder includes against the layers of ARCHITECTURE.md, and how headers present themselves.

An include goes down the list of layers or stays within its folder, never up. Paths start at the root. Every
header of core explains itself with `///`, has #pragma once, and every source names its licence.
"""

import re
import sys

from cpp import ROOT, Finding, project_files

# Lowest first. What stands directly in core (core/error.h) is below all of them.
CORE = ["async", "http", "download", "sources", "store", "trace", "engine"]
LAYERS = ["core", *(f"core/{name}" for name in CORE), "ui", "app"]

# What only some folders may include: pattern, folders, reason.
RESERVED = [
    (r"curl/.*", ("core/http", "app", "tests"), "libcurl stays behind core/http"),
    (r"(QtSql/.*|QSql\w*)", ("core/store", "tests"), "SQL stays behind core/store"),
    (r"(Q[Cc]oro\w*|Q[Cc]oro/.*|qcoro/.*)", ("core", "app", "tests"), "the window sees values, not coroutines"),
]
# Core must run without a display.
GUI = re.compile(r"Qt(Gui|Widgets|Svg|SvgWidgets|OpenGL\w*|PrintSupport|Quick\w*|Qml)/.*")
GUI_MODULES = ("QtGui", "QtWidgets", "QtSvg", "QtSvgWidgets", "QtPrintSupport")
INCLUDE = re.compile(r'^\s*#\s*include\s*(?P<open>[<"])(?P<name>[^>"]+)[>"]')


def gui_headers(root="/usr/include"):
    """The names of the headers of Qt's GUI modules: "QWidget", "qcolor.h". Raises OSError without Qt 6."""
    from glob import glob
    from pathlib import Path

    folders = [folder for module in GUI_MODULES for folder in glob(f"{root}/**/qt6/{module}", recursive=True)]
    if not folders:
        raise OSError("the headers of Qt 6 are not installed: run ./dev build first")
    return {entry.name for folder in folders for entry in Path(folder).iterdir()}


def layer_of(path):
    """The index in LAYERS of the folder `path` lies in; nothing outside them (tests, generated headers)."""
    parts = path.split("/")
    for depth in (2, 1):
        name = "/".join(parts[:depth])
        if len(parts) > depth and name in LAYERS:
            return LAYERS.index(name)
    return None


def check(path, source, gui, known):
    """All findings in one file. `gui` are the names of GUI headers, `known` the paths of our own files."""
    findings = []
    own = layer_of(path)

    def refuse(line, message):
        findings.append(Finding(path, line, message))

    for number, line in enumerate(source.splitlines(), 1):
        include = INCLUDE.match(line)
        if not include:
            continue
        name = include["name"]
        for pattern, folders, reason in RESERVED:
            if re.fullmatch(pattern, name) and not path.startswith(tuple(f"{folder}/" for folder in folders)):
                refuse(number, f"<{name}> is not for this folder: {reason}")
        if path.startswith("core/") and (GUI.fullmatch(name) or name in gui):
            refuse(number, f"<{name}> belongs to the GUI; core runs without one")
        if name.endswith(".moc") and own is not None:
            refuse(number, f'"{name}" is written by the build; declare the class in a header instead')
        elif include["open"] == '"' and not name.endswith(".moc"):
            if name not in known:
                refuse(number, f'"{name}" is no file of ours; write the path from the root, or <> for a library')
            target = layer_of(name)
            if own is not None and target is None and name in known:
                refuse(number, f'"{name}" lies outside the layers; tests use the product, never the reverse')
            if own is not None and target is not None and target > own:
                refuse(number, f'"{name}" lies above {LAYERS[own]}; includes go down: ' + ", ".join(LAYERS))
    if not re.match(r"// SPDX-License-Identifier: MIT\n", source):
        refuse(1, "the first line is not // SPDX-License-Identifier: MIT")
    if path.endswith(".h") and not re.search(r"^#pragma once$", source, re.M):
        refuse(1, "#pragma once is missing")
    if path.startswith("core/") and path.endswith(".h") and not re.search(r"^\s*///(?!/)", source, re.M):
        refuse(1, "a header of core explains what it offers with ///")
    return findings


def main():
    paths = project_files(".h", ".cpp")
    try:
        gui = gui_headers()
    except OSError as error:
        print(error, file=sys.stderr)
        return 2
    findings = [finding for path in paths
                for finding in check(path, (ROOT / path).read_text(encoding="utf-8"), gui, set(paths))]
    print(*findings, sep="\n", end="\n" if findings else "")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
