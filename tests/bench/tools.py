# SPDX-License-Identifier: MIT
"""How each tool is asked to fetch the same list into the same folder. Every option stands here.

None of them reads a configuration file, prints progress or verifies less than the others: all get the certificate to
trust by name. Each keeps what it keeps by default (Sluice: its store; aria2c: its control files).
"""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import cases

ROOT = Path(__file__).resolve().parents[2]
SLUICE = ROOT / "build/release/sluice"
PICTURE = ROOT / "build/release/sluice_bench_picture"


@dataclass(frozen=True)
class Job:
    """One run. `work` is a fresh folder of its own, `out` an empty one for the files."""

    work: Path
    out: Path
    urls: list[str]
    limit: int
    trust: Path | None  # a certificate, for https

    def links(self):
        """A file with a link on each line; the name on the disk is the last part of it."""
        path = self.work / "links"
        path.write_text("".join(f"{url}\n" for url in self.urls))
        return str(path)

    def trusting(self, option):
        return [f"{option}={self.trust}"] if self.trust else []


def sluice_get(job):
    return [str(SLUICE), "get", "--quiet", "-i", job.links(), "-d", str(job.out), "-j", str(job.limit),
            "--profile", str(job.work / "profile"), *job.trusting("--ca-file")]


def sluice_traced(job):
    return [*sluice_get(job), "--trace", str(job.work / "run.sluice-trace")]


def sluice_window(job):
    return [str(SLUICE), "--start", "--quit-when-done", "-i", job.links(), "-d", str(job.out), "-j", str(job.limit),
            "--profile", str(job.work / "profile"), *job.trusting("--ca-file")]


def curl(job):
    config = job.work / "config"
    config.write_text("".join(f'url = "{url}"\noutput = "{job.out}/{url.rsplit("/", 1)[1]}"\n' for url in job.urls))
    trust = ["--cacert", str(job.trust)] if job.trust else []
    return ["curl", "--disable", "--silent", "--show-error", "--parallel", "--parallel-max", str(job.limit), *trust,
            "--config", str(config)]


def aria2c(job):
    # No preallocation, as curl has none. -x and -s are one connection for a file, as the others have.
    return ["aria2c", "--no-conf=true", "--quiet=true", f"--input-file={job.links()}", f"--dir={job.out}",
            f"--max-concurrent-downloads={job.limit}", "--max-connection-per-server=1", "--split=1",
            "--file-allocation=none", *job.trusting("--ca-certificate")]


def wget2(job):
    return ["wget2", f"--config={os.devnull}", "--quiet", "--no-hsts", "--no-ocsp", f"--max-threads={job.limit}",
            f"--input-file={job.links()}", f"--directory-prefix={job.out}", *job.trusting("--ca-certificate")]


COMMANDS = {
    cases.GET: sluice_get,
    cases.WINDOW: sluice_window,
    cases.TRACED: sluice_traced,
    cases.CURL: curl,
    cases.ARIA2: aria2c,
    cases.WGET2: wget2,
}


def environment(work, display=None, loop_report=None):
    """Nothing of the caller's but the path: no proxies, no settings from a home folder."""
    clean = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "HOME": str(work), "TMPDIR": str(work)}
    if display:
        clean |= {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "SLUICE_LOOP_REPORT": str(loop_report)}
    return clean


def versions():
    """What each program calls itself."""
    found = {}
    for program in (str(SLUICE), "curl", "aria2c", "wget2"):
        said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=20)
        number = re.search(r"\d+\.[\d.]+", said.stdout)
        found[Path(program).name] = number.group() if number else "?"
    return found
