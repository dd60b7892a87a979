"""The words of the tables in matrix.py: who is measured, on what, and what it is to reach."""

import dataclasses
import statistics
from collections.abc import Callable, Iterable

from counts import Counts
from measuring import Cost

Seconds = Callable[[Cost], float]


def processor(cost: Cost) -> float:
    return cost.user + cost.system


def wall(cost: Cost) -> float:
    return cost.wall


@dataclasses.dataclass(frozen=True)
class Contender:
    """A command that is measured.

    In words of `command`, {file}, {gzip}, {quarter_1} to {quarter_4} and {sample} are the files of
    the section's log (inputs.py), {peer_native} and so on the programs that tools.py knows, and
    {options} is what the user gave for flowaudit. `counts` reads what it prints; where it is None,
    the output goes to /dev/null. `sample`: it works through the head of the log only.
    """

    name: str
    command: tuple[str, ...]
    what: str
    environment: dict[str, str] = dataclasses.field(default_factory=dict)
    needs: tuple[str, ...] = ()
    counts: Callable[[str], Counts] | None = None
    sample: bool = False

    @property
    def family(self) -> str:
        """The name in front of a way: sj of sj/map."""
        return self.name.partition("/")[0]

    @property
    def is_flowaudit(self) -> bool:
        return any("{flowaudit}" in word for word in self.command)


@dataclasses.dataclass(frozen=True)
class Section:
    """Contenders that are measured in turn, and so can be compared, on one log.

    The log is of `shape` and `size_factor` times the size of the others; None: no file is read.
    The ratios of its table are to the contender `base`, or to the fastest of those that are called
    `base`/WAY, by `seconds`. `rounds`: that many, whatever the user asked for.
    """

    name: str
    heading: str
    note: str
    base: str | None
    contenders: tuple[Contender, ...]
    shape: str | None = "full"
    size_factor: int = 1
    seconds: Seconds = processor
    rounds: int | None = None
    is_everyday: bool = False


@dataclasses.dataclass(frozen=True)
class Result:
    """A contender's rounds, in order, and what its counts were compared with.

    No costs: it failed, and `check` says how.
    """

    contender: Contender
    byte_count: int
    costs: list[Cost]
    check: str

    def speeds(self, seconds: Seconds) -> list[float]:
        """Bytes a second, round by round; runs a second of what reads nothing."""
        return [(self.byte_count or 1) / max(seconds(cost), 1e-6) for cost in self.costs]

    def is_called(self, name: str) -> bool:
        """By its whole name, or by its family's."""
        return name in (self.contender.name, self.contender.family)

    def ratios(self, other: "Result", seconds: Seconds) -> list[float]:
        """How many times as fast as `other`, each round compared with its run of that round."""
        pairs = zip(self.speeds(seconds), other.speeds(seconds), strict=True)
        return [own / others for own, others in pairs]

    def delays(self, other: "Result") -> list[float]:
        """How many milliseconds of wall time more than `other`, round by round."""
        pairs = zip(self.costs, other.costs, strict=True)
        return [1000 * (own.wall - others.wall) for own, others in pairs]


def fastest(results: Iterable[Result], name: str | None, seconds: Seconds) -> Result | None:
    """Of those that are called so and were measured, the one with the least median; None without."""
    called = [one for one in results if name is not None and one.is_called(name) and one.costs]
    return min(called, key=lambda one: statistics.median(map(seconds, one.costs)), default=None)
