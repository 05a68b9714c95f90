# SPDX-License-Identifier: MIT
"""The figures of a case as text."""

from figures import good, median, ratios

MIB = 1024 * 1024


def size_text(size):
    return f"{size / MIB:.4g} MiB" if size >= MIB else f"{size / 1024:.4g} KiB"


def heading(case):
    server = {"http": "HTTP/1.1", "https": "TLS with HTTP/2 offered", "delay": "HTTP/1.1"}[case.server]
    wait = f", each answer after {case.answer_after * 1000:.0f} ms" if case.answer_after else ""
    return f"{case.title}: {case.files:,} × {size_text(case.size)}, {server}{wait}, limit {case.limit}"


def _spread(values):
    return f"{median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def _ratio(runs, tool, base, quantity):
    found = ratios(runs, tool, base, quantity)
    return f"{median(found):.3f}" if found and quantity == "fetch" else f"{median(found):.2f}" if found else "–"


def table(case, runs):
    """A line for each tool: medians with smallest and largest, and medians of the ratios within each round."""
    row = "{:<18} {:>5}  {:>22}  {:>22}  {:>8}  {:>6}  {:>5}"
    lines = [row.format("", "runs", "wall s", "CPU s", "peak MiB", "wall ×", "CPU ×")]
    for tool in case.tools:
        own = good(runs, tool)
        tried = sum(run.tool == tool for run in runs)
        count = str(tried) if len(own) == tried else f"{len(own)}/{tried}"
        if not own:
            lines.append(f"{tool:<18} {count:>5}  no run with the right files")
            continue
        lines.append(row.format(
            tool, count, _spread([run.wall for run in own]), _spread([run.cpu for run in own]),
            f"{median([run.peak for run in own]) / MIB:.0f}",
            _ratio(runs, tool, case.base, "wall"), _ratio(runs, tool, case.base, "cpu")))
    lines.append(f"× is the median of the ratios to {case.base} in the same round.")
    if any(target.quantity == "fetch" for target in case.targets):
        lines += [f"{tool}: {case.files / median([run.fetch for run in good(runs, tool)]):,.0f} files a second, to the last "
                  f"file in {_ratio(runs, tool, case.base, 'fetch')} × the time of {case.base}"
                  for tool in case.tools if good(runs, tool)]
    for run in runs:
        if run.stall:
            stall = run.stall
            lines.append(f"window thread, round {run.round}: late by {stall['p50']:.1f} ms (median), "
                         f"{stall['p99']:.1f} ms (99 %), {stall['worst']:.1f} ms (worst)")
    return lines
