"""What is counted instead of timed, and so does not drift: instructions and allocations.

Each is counted on a log and on a longer one that begins with it; the difference is that of the
loop, without start, end and what is learned once.
"""

import dataclasses
import os
import pathlib
import re
import subprocess
import tempfile
from collections.abc import Callable

import measuring
from contenders import Contender
from session import Session, say

INSTRUCTION_BYTES = (10_000_000, 20_000_000)
ALLOCATION_SHARE = 5  # the shorter log is so much smaller than those that are timed


@dataclasses.dataclass(frozen=True)
class Probe:
    """A command of which something is counted, on logs of `shape`."""

    name: str
    shape: str
    contender: Contender


@dataclasses.dataclass(frozen=True)
class ProbeTable:
    """Probes of one kind; `form` is that of Python's format()."""

    name: str
    heading: str
    note: str
    unit: str
    form: str
    count: Callable[[Session, Probe], float]
    probes: tuple[Probe, ...]
    needs: tuple[str, ...] = ()

    def rows(self, session: Session) -> list[list[str]]:
        """A name, a shape, and the figure or why there is none."""
        rows = []
        for probe in self.probes:
            say(f"{self.name}: {probe.name}, {probe.shape}")
            try:
                figure = format(self.count(session, probe), self.form)
            except measuring.CommandFailed as error:
                say(f"failed: {error}")
                figure = "failed: " + str(error).splitlines()[0]
            rows.append([probe.name, probe.shape, figure])
        return rows


def instructions_per_byte(session: Session, probe: Probe) -> float:
    """Counted by valgrind's callgrind, which runs one thread at a time and knows no AVX-512."""
    found = []
    for size in INSTRUCTION_BYTES:
        log = session.log(probe.shape, size)
        # Valgrind 3.19 gives up over Swift's debugging information: a copy without it is run.
        program, *words = session.command(probe.contender, session.places(log))
        with tempfile.TemporaryDirectory() as folder:
            bare = pathlib.Path(folder, "program")
            subprocess.run(["strip", "-o", bare, program], check=True)
            valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
            errors = run([*valgrind, str(bare), *words], probe.contender.environment)
        found.append((int(re.findall(r"Collected : (\d+)", errors)[-1]),
                      log.path("file").stat().st_size))
    return difference_quotient(found)


def allocations_per_million_lines(session: Session, probe: Probe) -> float:
    """Calls of malloc and its like, counted by Instruments/count_allocations.c."""
    found = []
    for size in (session.settings.size // ALLOCATION_SHARE, session.settings.size):
        log = session.log(probe.shape, size)
        with tempfile.TemporaryDirectory() as folder:
            count = pathlib.Path(folder, "count")
            run(session.command(probe.contender, session.places(log)), {
                **probe.contender.environment,
                "COUNT_ALLOCATIONS": str(count),
                "LD_PRELOAD": str(session.program("count_allocations")),
            })
            number = int.from_bytes(count.read_bytes(), "little")
        found.append((number, session.judgement(log).line_count))
    return 1e6 * difference_quotient(found)


def difference_quotient(found: list[tuple[int, int]]) -> float:
    (less, shorter), (more, longer) = found
    return (more - less) / (longer - shorter)


def run(command: list[str], environment: dict[str, str]) -> str:
    """What it writes to standard error."""
    result = subprocess.run(command, env={**os.environ, **environment}, stdin=subprocess.DEVNULL,
                            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                            errors="replace", check=False)
    if result.returncode != 0:
        raise measuring.CommandFailed(str(result.returncode), command, result.stderr)
    return result.stderr
