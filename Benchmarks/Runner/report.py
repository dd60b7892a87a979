"""A run as Markdown."""

import dataclasses
import re
import statistics

from contenders import Contender, Result, Seconds, Section, fastest, processor, wall
from goals import Goal
from probes import ProbeTable

WORDS = {
    "file": "FILE", "gzip": "FILE.gz", "sample": "HEAD", "options": "",
    **{f"quarter_{number}": f"QUARTER{number}.gz" for number in range(1, 5)},
    **{f"peer_{target}": "simdjson_drops" for target in ("native", "haswell", "westmere")},
    **{name: name for name in ("flowaudit", "pipe", "floor", "nothing")},
    "python": "python3", "duckdb_drops": "duckdb_drops.py", "chdb_drops": "chdb_drops.py",
}


@dataclasses.dataclass(frozen=True)
class Measured:
    """A section that was run; `log` says what was read."""

    section: Section
    log: str
    results: list[Result]


def render(title: str, facts: dict[str, str], goals: list[list[str]], measured: list[Measured],
           counted: list[tuple[ProbeTable, list[list[str]]]]) -> str:
    lines = [f"# {title}", "", *table(["", ""], [list(fact) for fact in facts.items()])]
    if goals:
        lines += ["", "## Goals", "", *table(
            ["what", "goal", "aim", "min, median, max", "in", "verdict"], goals)]
    for one in measured:
        lines += section_lines(one)
    for probes, rows in counted:
        lines += ["", f"## {probes.heading} (`{probes.name}`)", "", probes.note, ""]
        lines += table(["what", "lines", probes.unit], rows)
    if measured:
        lines += ["", "## Commands", "", *command_table(measured)]
    lines += ["", "How to read this: Benchmarks/README.md.", ""]
    return "\n".join(lines)


def goal_rows(goals: tuple[Goal, ...], measured: list[Measured]) -> list[list[str]]:
    """The goals of the sections that were run."""
    results = {(one.section.name, result.contender.name): result
               for one in measured for result in one.results}
    sections = {one.section.name for one in measured}
    rows = [goal_row(goal, goal.values(results)) for goal in goals if goal.section in sections]
    return [*rows, *counts_rows(measured)]


def goal_row(goal: Goal, values: list[float]) -> list[str]:
    sign = "at most" if goal.quantity.is_at_most else "at least"
    aim = "" if goal.aim is None else f"{goal.aim:g}"
    return [goal.what, f"{sign} {goal.bound:g}", aim, spread(values), goal.quantity.name,
            goal.judge(values)]


def counts_rows(measured: list[Measured]) -> list[list[str]]:
    """Whether flowaudit's counts are the judge's, in every section; none if none was read."""
    checked = [result for one in measured for result in one.results
               if result.contender.is_flowaudit and result.contender.counts is not None]
    if not checked:
        return []
    equal = sum(result.check == "equal" for result in checked)
    verdict = "met" if equal == len(checked) else "**not met**"
    return [["counts and malformed lines, to DOM", "equal", "",
             f"{equal} of {len(checked)} equal", "contenders", verdict]]


def section_lines(one: Measured) -> list[str]:
    section = one.section
    times = "wall time" if section.seconds is wall else "processor time"
    ratios = f"The ratio is to the fastest `{section.base}`, by {times}." if section.base else ""
    note = f"{section.note} {ratios}".strip()
    lines = ["", f"## {section.heading} (`{section.name}`)", "", note]
    if one.log:
        lines += ["", one.log]
    base = fastest(one.results, section.base, section.seconds)
    head = ["name", "GB/s, processor", "GB/s, wall", "ratio: min, median, max", "wall ms",
            "user ms", "system ms", "peak MiB", "counts"]
    return [*lines, "", *table(head, [result_row(section, each, base) for each in one.results])]


def result_row(section: Section, result: Result, base: Result | None) -> list[str]:
    name = result.contender.name + (" (head)" if result.contender.sample else "")
    if not result.costs:
        return [name, *["-"] * 7, result.check]
    return [
        name,
        gigabytes(result, processor),
        gigabytes(result, wall),
        ratio(section, result, base),
        milliseconds(result, wall),
        milliseconds(result, lambda cost: cost.user),
        milliseconds(result, lambda cost: cost.system),
        f"{max(cost.peak_bytes for cost in result.costs) / 2**20:.1f}",
        result.check,
    ]


def gigabytes(result: Result, seconds: Seconds) -> str:
    if result.byte_count == 0:
        return "-"
    return f"{statistics.median(result.speeds(seconds)) / 1e9:.3g}"


def milliseconds(result: Result, seconds: Seconds) -> str:
    return f"{1000 * statistics.median(seconds(cost) for cost in result.costs):.4g}"


def ratio(section: Section, result: Result, base: Result | None) -> str:
    if base is None:
        return "-"
    return "1" if base is result else spread(result.ratios(base, section.seconds))


def spread(values: list[float]) -> str:
    """Least, median and largest; a single value once."""
    if not values:
        return "-"
    found = (min(values), statistics.median(values), max(values)) if len(values) > 1 else values
    return ", ".join(f"{value:.3g}" for value in found)


def command_table(measured: list[Measured]) -> list[str]:
    """Each command once, though it stands in several sections."""
    rows = dict.fromkeys(tuple(command_row(result)) for one in measured for result in one.results)
    return table(["name", "command", "what it does"], [list(row) for row in rows])


def command_row(result: Result) -> list[str]:
    contender = result.contender
    return [contender.name, f"`{command_text(contender)}`".replace("|", "\\|"), contender.what]


def command_text(contender: Contender) -> str:
    words = [word.format(**WORDS) for word in contender.command]
    text = words[2] if words[:2] == ["sh", "-c"] else " ".join(filter(None, words))
    settings = [f"{name}={value}" for name, value in contender.environment.items()]
    return re.sub(" +", " ", " ".join([*settings, text]))


def table(head: list[str], rows: list[list[str]]) -> list[str]:
    cells = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(row) + " |" for row in cells]
