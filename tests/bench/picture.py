# SPDX-License-Identifier: MIT
"""The window with its timeline while much goes on: runs the program of tests/bench/picture and judges its figures."""

import json
import subprocess

import storage
import tools
from display import xvfb
from web import nginx

FILES, SIZE = 10_000, 4096
TIMEOUT = 300  # seconds

# Figure, what it is called, and the most it may be.
TARGETS = (
    ("frame p99 ms", "frame of the timeline, p99", 16, "{:.1f} ms"),
    ("stall worst ms", "longest stall of the window's thread", 50, "{:.0f} ms"),
    ("timeline share", "live timeline, share of a core", 0.05, "{:.3f}"),
    ("hidden frames", "frames while it is hidden", 0, "{:.0f}"),
    ("open s", "opening a recording of a million spans", 1, "{:.2f} s"),
    ("record bytes", "memory of the record", 100e6, "{:.3g} bytes"),
)


def measure(files):
    """The program's figures, as it printed them."""
    parent, where = storage.in_memory(2 * files * SIZE + 512 * storage.MIB)
    with storage.workshop(parent) as folder:
        site = storage.Site(folder / "site", files, SIZE)
        with nginx(folder / "nginx", folder / "site") as (bases, _), xvfb() as display:
            work = folder / "work"
            work.mkdir()
            links = work / "links"
            links.write_text("".join(f"{bases['http']}/{name}\n" for name in site.names))
            ran = subprocess.run(
                [str(tools.PICTURE), str(links), str(work)], env=tools.environment(work, display),
                cwd=work, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=TIMEOUT)
    if ran.returncode != 0:
        raise RuntimeError(f"{tools.PICTURE.name} ended with {ran.returncode}: {ran.stderr.strip()[-2000:]}")
    return json.loads(ran.stdout), where


def verdicts(figures):
    """A text and whether it is met, for each target."""
    found = []
    for key, what, most, form in TARGETS:
        value = figures[key]
        met = value <= most
        found.append({"text": f"{what} {form.format(value)} (at most {form.format(most)}): {'met' if met else 'MISSED'}",
                      "met": met})
    return found


def run(quick, say):
    """Measures, prints, and returns what goes into the JSON file."""
    say("\npicture: 1,000 active downloads, 100,000 rows and a million recorded spans at 1600 × 1000, while "
        f"{FILES // 10 if quick else FILES:,} × 4 KiB run")
    figures, where = measure(FILES // 10 if quick else FILES)
    say(where)
    for key, value in figures.items():
        if not isinstance(value, list):
            say(f"  {key}: {value:.4g}")
    for kind in ("longest tasks", "hardest tasks"):
        for task in figures[kind]:
            say(f"  {kind}: {task['ms']:.1f} ms, of which {task['work ms']:.1f} ms at work: {task['what']}")
    judged = verdicts(figures)
    for verdict in judged:
        say(f"target: {verdict['text']}")
    return {"case": {"title": "picture"}, "figures": figures, "verdicts": judged}
