# SPDX-License-Identifier: MIT
"""From single runs to medians, ratios and verdicts. Pure."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Run:
    """One run of one tool. `problem` says why it does not count; empty when its files are right."""

    tool: str
    round: int
    wall: float  # seconds
    cpu: float  # seconds, user and system, of the tool alone
    peak: int  # bytes of resident memory
    problem: str = ""
    stall: dict = field(default_factory=dict)  # what the window said of its thread, in ms
    fetch: float = 0.0  # seconds until the last file was there, by the clock of the file system


def median(values):
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2


def good(runs, tool):
    return [run for run in runs if run.tool == tool and not run.problem]


def ratios(runs, tool, against, quantity):
    """`quantity` of `tool` over that of `against`, for each round in which both are good."""
    other = {run.round: getattr(run, quantity) for run in good(runs, against)}
    return [getattr(run, quantity) / other[run.round]
            for run in good(runs, tool) if other.get(run.round, 0) > 0]


@dataclass(frozen=True)
class Verdict:
    text: str
    met: bool


def _verdict(what, figure, most, form):
    if figure is None:
        return Verdict(f"{what}: no figure, at most {form.format(most)} wanted", False)
    met = figure <= most
    return Verdict(f"{what}: {form.format(figure)}, at most {form.format(most)} wanted: {'met' if met else 'MISSED'}", met)


def verdicts(case, runs):
    """A verdict for each target of the case. A target without figures is missed."""
    found = []
    for target in case.targets:
        if target.against is None:
            own = [run.wall / case.ideal for run in good(runs, target.tool)]
            what = f"{target.tool} / the ideal {case.ideal:.1f} s"
        else:
            own = ratios(runs, target.tool, target.against, target.quantity)
            what = f"{target.tool} / {target.against}" + (", time to the last file" if target.quantity == "fetch" else "")
        form = "{:.3f}" if target.quantity == "fetch" else "{:.2f}"
        found.append(_verdict(what, median(own) if own else None, target.most, form))
    if case.most_stall_ms is not None:
        stalls = [run.stall["worst"] for run in runs if run.stall]
        longest = max(stalls) if stalls else None
        found.append(_verdict("longest stall of the window's thread", longest, case.most_stall_ms, "{:.0f} ms"))
    return found
