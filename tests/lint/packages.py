#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares packages.txt with what README.md tells people to install, and with the build files."""

import re
import sys

from cpp import ROOT, Finding

GROUPS = {"build", "run", "test", "lint", "bench"}
# What each find_package() of ours needs, so that a new one cannot be forgotten in the list.
PROVIDERS = {
    "Qt6": "qt6-base-dev", "Qt6::Svg": "qt6-svg-dev", "Qt6::LinguistTools": "qt6-tools-dev",
    "QCoro6": "qcoro-qt6-dev", "CURL": "libcurl4-openssl-dev", "ZLIB": "zlib1g-dev", "OpenSSL": "libssl-dev",
    "Threads": "g++",
}


def read(text):
    """The rows of the list as {package: (groups, line)}, and findings about the list itself."""
    rows, findings = {}, []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        words = line.split()
        if len(words) != 3:
            findings.append(Finding("packages.txt", number, "a row is: groups package command"))
            continue
        groups, package = set(words[0].split(",")), words[1]
        if not groups <= GROUPS:
            findings.append(Finding("packages.txt", number, f"unknown group in {words[0]}"))
        if package in rows and rows[package][0] & groups:
            findings.append(Finding("packages.txt", number, f"{package} is listed twice"))
        rows[package] = (groups | rows.get(package, (set(), 0))[0], number)
    return rows, findings


def installed_by(text):
    """The packages that `apt install` lines name, continued lines included, as (line, package)."""
    for match in re.finditer(r"\bapt(?:-get)?\s+(?:-\S+\s+)*install\b((?:[^\n`]*\\\n)*[^\n`]*)", text):
        line = text.count("\n", 0, match.start()) + 1
        for word in match[1].replace("\\\n", " ").split():
            if re.fullmatch(r"[a-z0-9][a-z0-9+.-]+", word):
                yield line, word


def required(text):
    """The packages that the find_package() calls in a CMake file need, as (line, package or None, name)."""
    for match in re.finditer(r"find_package\(\s*(\w+)([^)]*)\)", text):
        line = text.count("\n", 0, match.start()) + 1
        yield line, PROVIDERS.get(match[1]), match[1]
        for component in ("Svg", "LinguistTools"):
            if match[1] == "Qt6" and component in match[2].split():
                yield line, PROVIDERS[f"Qt6::{component}"], f"Qt6::{component}"


def check(listing, readme, builds):
    """All findings. `builds` are (path, text) of CMake files."""
    rows, findings = read(listing)
    for line, package in installed_by(readme):
        if package not in rows:
            findings.append(Finding("README.md", line, f"{package} is not in packages.txt"))
    for path, text in builds:
        for line, package, name in required(text):
            if package is None or "build" not in rows.get(package, (set(), 0))[0]:
                findings.append(Finding(path, line, f"find_package({name}): its package is not in packages.txt"))
    return findings


def main():
    readme = ROOT / "README.md"
    builds = [(path, (ROOT / path).read_text(encoding="utf-8"))
              for path in ("CMakeLists.txt", *sorted(str(path.relative_to(ROOT)) for folder in ("core", "ui", "app")
                                                     for path in (ROOT / folder).rglob("CMakeLists.txt")))]
    findings = check((ROOT / "packages.txt").read_text(encoding="utf-8"),
                     readme.read_text(encoding="utf-8") if readme.exists() else "", builds)
    if "packages.txt" not in (ROOT / "CMakeLists.txt").read_text(encoding="utf-8"):
        findings.append(Finding("CMakeLists.txt", 1, "the Debian package takes its dependencies from packages.txt"))
    print(*findings, sep="\n", end="\n" if findings else "")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
