"""What a run is to reach, and whether it did."""

import dataclasses
import statistics
from collections.abc import Callable

from contenders import Result, fastest, processor, wall


@dataclasses.dataclass(frozen=True)
class Quantity:
    """A figure of a pair of contenders (or of one), round by round."""

    name: str
    values: Callable[[Result, Result], list[float]]
    is_at_most: bool = False


PROCESSOR_RATIO = Quantity("times as fast, processor time",
                           lambda own, other: own.ratios(other, processor))
WALL_RATIO = Quantity("times as fast, wall time", lambda own, other: own.ratios(other, wall))
PEAK = Quantity("MiB, largest of the rounds",
                lambda own, _: [max(cost.peak_bytes for cost in own.costs) / 2**20], True)
DELAY = Quantity("ms more, wall time", lambda own, other: own.delays(other), True)


@dataclasses.dataclass(frozen=True)
class Goal:
    """`own` of a section against `other` of the same, the fastest of its ways.

    `aim` is hoped for, `bound` is a must.
    """

    what: str
    section: str
    own: str
    other: str
    quantity: Quantity
    bound: float
    aim: float | None = None

    def values(self, results: dict[tuple[str, str], Result]) -> list[float]:
        """Round by round; none where one of the two was not measured."""
        section = [result for (name, _), result in results.items() if name == self.section]
        own, other = (fastest(section, name, processor) for name in (self.own, self.other))
        if own is None or other is None:
            return []
        return self.quantity.values(own, other)

    def judge(self, values: list[float]) -> str:
        if not values:
            return "not measured"
        found = statistics.median(values)
        if self.aim is not None and self.reaches(found, self.aim):
            return "met, and the aim"
        return "met" if self.reaches(found, self.bound) else "**not met**"

    def reaches(self, found: float, bound: float) -> bool:
        return found <= bound if self.quantity.is_at_most else found >= bound
