# SPDX-License-Identifier: MIT
"""What is measured, and what the figures are held against. Plain values."""

from dataclasses import dataclass, replace

KIB = 1024
MIB = 1024 * KIB


@dataclass(frozen=True)
class Target:
    """`tool` may take at most `most` times what `against` takes in the same round.

    `against` is a tool, or None for the ideal wall time of the case (see Case.ideal). `quantity` is of figures.Run.
    """

    tool: str
    against: str | None
    most: float
    quantity: str = "wall"


@dataclass(frozen=True)
class Case:
    """One table of figures: the same files fetched by several tools in turn."""

    title: str
    files: int
    size: int
    limit: int
    server: str  # http, https or delay
    tools: tuple[str, ...]
    targets: tuple[Target, ...]
    most_stall_ms: float | None = None  # for the window: its thread's longest stall
    answer_after: float = 0.0  # seconds the server waits before each answer
    on_disk: bool = False  # not in memory, although it could be
    rounds: int = 1  # times as many as of other cases, where small differences count

    @property
    def base(self):
        """The tool the others are compared with: the second, when the first is ours."""
        return self.tools[1]

    @property
    def ideal(self):
        """Seconds that no tool can beat: the waiting alone, `limit` files at a time."""
        return -(-self.files // self.limit) * self.answer_after


GET, WINDOW, TRACED = "sluice get", "sluice window", "sluice get --trace"
CURL, ARIA2, WGET2 = "curl -Z", "aria2c", "wget2"
PEERS = (GET, CURL, ARIA2, WGET2)

SMALL = Case("small", 10_000, 4 * KIB, 16, "http", PEERS, (Target(GET, CURL, 1.3), Target(GET, ARIA2, 0.1)))
# aria2c syncs three times for each file, which costs it nothing where there is no disk.
SMALL_DISK = Case("small-disk", 1_000, 4 * KIB, 16, "http", PEERS, (Target(GET, ARIA2, 0.1),), on_disk=True)
LARGE = Case("large", 8, 256 * MIB, 8, "http", PEERS, (Target(GET, CURL, 0.95),))
TLS_SMALL = Case("tls-small", 10_000, 4 * KIB, 64, "https", PEERS, (Target(GET, CURL, 0.85),))
TLS_LARGE = Case("tls-large", 8, 256 * MIB, 8, "https", PEERS, (Target(GET, CURL, 1.05),))
LATENCY = Case("latency", 1_000, 4 * KIB, 100, "delay", PEERS, (Target(GET, None, 1.15),), answer_after=0.1)
WINDOW_SMALL = replace(SMALL, title="window-small", tools=(WINDOW, GET), targets=(Target(WINDOW, GET, 1.3),),
                       most_stall_ms=50)
WINDOW_LARGE = replace(WINDOW_SMALL, title="window-large", files=LARGE.files, size=LARGE.size, limit=16)
# What recording costs the downloads; that the file is made when they have ended is in the wall time, and told besides.
RECORDED = replace(SMALL, title="recorded", tools=(TRACED, GET), targets=(Target(TRACED, GET, 1.02, "fetch"),), rounds=3)

BENCHES = {
    "small": (SMALL, RECORDED, SMALL_DISK),
    "large": (LARGE,),
    "tls": (TLS_SMALL, TLS_LARGE),
    "latency": (LATENCY,),
    "window": (WINDOW_SMALL, WINDOW_LARGE),
    "picture": (),  # see picture.py
}


def quick(case):
    """The same with a tenth of the bytes, to see that everything works. Its figures say little."""
    if case.files >= 1000:
        return replace(case, files=case.files // 10)
    return replace(case, size=case.size // 10 // KIB * KIB)
