"""A run as Markdown."""

import dataclasses
import statistics
from typing import Optional

import contenders
from measuring import Cost

GROUPS = {
    "plain": ("Plain file", "The ratio is to `sj`, simdjson On-Demand, by processor time."),
    "gzip": ("Gzipped file", "Of decompressed bytes. The ratio is to `zcat`, by processor time."),
}


@dataclasses.dataclass(frozen=True)
class Result:
    """A contender's rounds, in order, and what its counts were compared with."""

    contender: contenders.Contender
    byte_count: int
    costs: list[Cost]
    check: str

    def speeds(self, seconds) -> list[float]:
        """Bytes a second, round by round."""
        return [self.byte_count / max(seconds(cost), 1e-6) for cost in self.costs]


def render(title: str, facts: dict[str, str], results: list[Result]) -> str:
    lines = [f"# {title}", ""]
    lines += table(["", ""], [[name, value] for name, value in facts.items()])
    for group, (heading, note) in GROUPS.items():
        chosen = [result for result in results if result.contender.group == group]
        if chosen:
            lines += ["", f"## {heading}", "", note, ""]
            lines += group_table(chosen)
    lines += ["", "## Commands", ""]
    lines += table(["name", "command", "what it does"], [command_row(r) for r in results])
    lines += ["", "How to read this: Benchmarks/README.md.", ""]
    return "\n".join(lines)


def group_table(results: list[Result]) -> list[str]:
    base = next((result for result in results if result.contender.is_base), None)
    head = ["name", "GB/s, processor", "GB/s, wall", "ratio: min, median, max", "user s",
            "system s", "peak MiB", "counts"]
    return table(head, [result_row(result, base) for result in results])


def result_row(result: Result, base: Optional[Result]) -> list[str]:
    sample = " (sample)" if result.contender.reads == "sample" else ""
    return [
        result.contender.name + sample,
        f"{median(result.speeds(lambda cost: cost.cpu)) / 1e9:.3g}",
        f"{median(result.speeds(lambda cost: cost.wall)) / 1e9:.3g}",
        ratio(result, base),
        f"{median([cost.user for cost in result.costs]):.3f}",
        f"{median([cost.system for cost in result.costs]):.3f}",
        f"{max(cost.peak_bytes for cost in result.costs) / 2**20:.1f}",
        result.check,
    ]


def ratio(result: Result, base: Optional[Result]) -> str:
    """How many times as fast as the base, each round compared with the base's of that round."""
    if base is None or base is result:
        return "1" if base else "-"
    pairs = zip(result.speeds(lambda cost: cost.cpu), base.speeds(lambda cost: cost.cpu))
    ratios = [own / other for own, other in pairs]
    return ", ".join(f"{value:.3g}" for value in (min(ratios), median(ratios), max(ratios)))


def command_row(result: Result) -> list[str]:
    names = {"plain": "FILE", "gzip": "FILE.gz", "sample": "HEAD", "flowaudit": "flowaudit",
             "peer": "simdjson_drops"}
    words = [word.format(**names) for word in result.contender.command]
    text = words[2] if words[:2] == ["sh", "-c"] else " ".join(words)
    return [result.contender.name, f"`{text}`".replace("|", "\\|"), result.contender.what]


def median(values: list[float]) -> float:
    return statistics.median(values)


def table(head: list[str], rows: list[list[str]]) -> list[str]:
    cells = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(row) + " |" for row in cells]
