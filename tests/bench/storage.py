# SPDX-License-Identifier: MIT
"""The folder everything lies in, and the files to fetch."""

import contextlib
import hashlib
import os
import random
import shutil
import tempfile
from pathlib import Path

MIB = 1024 * 1024


def _kind(folder):
    """The type of the file system that holds the folder, as the kernel names it."""
    best, kind = "", "unknown"
    for line in Path("/proc/self/mounts").read_text().splitlines():
        where, what = line.split()[1:3]
        inside = folder == where or folder.startswith(where.rstrip("/") + "/")
        if inside and len(where) >= len(best):
            best, kind = where, what
    return kind


def on_disk(folder):
    """The folder, made where it is missing, and a sentence about it."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder, f"files on a disk ({_kind(os.path.realpath(folder))} in {folder})"


def in_memory(needed):
    """A folder with room for `needed` bytes, in memory where it can be, and a sentence about it."""
    free = shutil.disk_usage("/dev/shm").free if os.path.isdir("/dev/shm") else 0
    if _kind("/dev/shm") == "tmpfs" and os.access("/dev/shm", os.W_OK) and free > needed:
        return Path("/dev/shm"), "files in memory (tmpfs on /dev/shm)"
    folder = os.path.realpath(tempfile.gettempdir())
    return Path(folder), f"files on {_kind(folder)} in {folder}: /dev/shm is no tmpfs with {needed // MIB} MiB free"


@contextlib.contextmanager
def workshop(parent):
    """A folder that is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="sluice-bench-", dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Site:
    """The files of one case: all different when they are many, links to one when they are few and large."""

    def __init__(self, folder, files, size):
        self.size = size
        self.names = [f"f{number:05}.bin" for number in range(files)]
        self.digests = {}
        folder.mkdir(parents=True)
        content = random.Random(files * size)
        first = None
        for name in self.names:
            path = folder / name
            if first is not None and size >= MIB:
                os.link(folder / first, path)
                self.digests[name] = self.digests[first]
                continue
            digest = hashlib.sha256()
            with open(path, "wb") as file:
                for begin in range(0, size, MIB):
                    block = content.randbytes(min(MIB, size - begin))
                    digest.update(block)
                    file.write(block)
            self.digests[name] = digest.digest()
            first = first or name

    def problem(self, folder, sample):
        """What is wrong with a folder of fetched files; empty when nothing is. Hashes the names in `sample`."""
        found = {entry.name: entry.stat().st_size for entry in os.scandir(folder)}
        missing = [name for name in self.names if name not in found]
        if missing:
            return f"{len(missing)} of {len(self.names)} files are missing, the first is {missing[0]}"
        if len(found) != len(self.names):
            return f"files nobody asked for: {sorted(set(found) - set(self.names))[:3]}"
        wrong = [name for name, size in found.items() if size != self.size]
        if wrong:
            return f"{wrong[0]} has {found[wrong[0]]} bytes, not {self.size}"
        for name in sample:
            with open(folder / name, "rb") as file:
                if hashlib.file_digest(file, "sha256").digest() != self.digests[name]:
                    return f"{name} has other content than the server's"
        return ""

    def sample(self, seed):
        """Names to hash: about 256 MiB, at most 200 files."""
        count = max(1, min(len(self.names), 200, 256 * MIB // self.size))
        return random.Random(seed).sample(self.names, count)
