# SPDX-License-Identifier: MIT
"""Runs the tools of a case in turn: A B C D A B C D …"""

import json
import os
import shutil
from dataclasses import dataclass

import tools
from cases import WINDOW
from figures import Run
from measure import measure

TIMEOUT = 180  # seconds for one run
SLOW = 30  # seconds for one run: whoever takes longer runs fewer rounds
SLOW_ROUNDS = 2


@dataclass(frozen=True)
class Place:
    """Where the runs of a case happen. The folder lies on the storage that is measured."""

    folder: object
    site: object
    base: str  # address of the server
    trust: object
    display: str | None


def last_change(folder):
    """When the last of its files got its name, by the wall clock; 0 where there are none."""
    return max((entry.stat().st_ctime_ns for entry in os.scandir(folder)), default=0) / 1e9


def run_once(case, place, tool, number):
    """One run in fresh folders, which are gone afterwards. Only the tool itself is timed."""
    work, out = place.folder / "work", place.folder / "out"
    work.mkdir()
    out.mkdir()
    try:
        job = tools.Job(work, out, [f"{place.base}/{name}" for name in place.site.names], case.limit, place.trust)
        report = work / "loop.json"
        display = place.display if tool == WINDOW else None
        used = measure(tools.COMMANDS[tool](job), tools.environment(work, display, report), work, TIMEOUT)
        if used["status"] is None:
            return Run(tool, number, TIMEOUT, 0, 0, f"did not end within {TIMEOUT} s; {used['output']}")
        problem = place.site.problem(out, place.site.sample(number))
        if used["status"] != 0:
            problem = f"status {used['status']}; {problem}; {used['output']}"
        stall = json.loads(report.read_text()) if report.exists() else {}
        fetch = last_change(out) - used["began"]
        return Run(tool, number, used["wall"], used["cpu"], used["peak"], problem, stall, fetch)
    finally:
        shutil.rmtree(work)
        shutil.rmtree(out)


def run_rounds(case, place, rounds, say):
    """All runs. `say` is told about each as it ends."""
    runs = []
    rounds *= case.rounds
    for number in range(1, rounds + 1):
        # Forwards and backwards in turn: who always comes behind the same other pays for what that one leaves behind.
        for tool in case.tools if number % 2 else reversed(case.tools):
            slow = any(run.wall > SLOW for run in runs if run.tool == tool)
            if slow and number > SLOW_ROUNDS:
                continue
            run = run_once(case, place, tool, number)
            runs.append(run)
            say(f"  round {number} of {rounds}: {tool} {run.wall:.2f} s" + (f": {run.problem}" if run.problem else ""))
    return runs
