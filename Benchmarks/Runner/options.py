"""What the user asked for, and which sections and contenders that means."""

import argparse
import pathlib
import shlex

import matrix
import tools
from contenders import Contender, Section
from probes import ProbeTable
from session import say

DESCRIPTION = "Measures flowaudit against its peers in one run, in turn; writes a Markdown file."
UNITS = {"K": 1000, "M": 1_000_000, "G": 1_000_000_000}


def byte_size(text: str) -> int:
    unit = UNITS.get(text[-1:], 1)
    return positive(text[:-1] if unit != 1 else text) * unit


def size_name(size: int) -> str:
    unit = next((unit for unit in "GMK" if size % UNITS[unit] == 0), "")
    return f"{size // UNITS.get(unit, 1)}{unit}"


def positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not positive")
    return number


def names(text: str) -> list[str]:
    """Names of sections and contenders."""
    chosen = text.split(",")
    sections = [one.name for one in (*matrix.SECTIONS, *matrix.PROBE_TABLES)]
    known = {name: None for section in matrix.SECTIONS for one in section.contenders
             for name in (one.family, one.name)}
    for name in chosen:
        if name not in known and name not in sections:
            raise argparse.ArgumentTypeError(
                f"no {name} among the sections {', '.join(sections)}; "
                f"nor among the contenders {', '.join(known)}")
    return chosen


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=DESCRIPTION)
    add = parser.add_argument
    add("--all", action="store_true", help="the whole matrix, with its goals")
    add("--only", type=names, default=[], metavar="NAME,...",
        help="these sections, these contenders only, as 'exporter,bad' or 'full,flowaudit,sj'")
    add("--rounds", type=positive, default=7, help="counted runs of each (default 7)")
    add("--size", type=byte_size, default=byte_size("500M"), help="of the plain files, as 500M")
    add("--seed", type=int, default=1, help="of the generated logs (default 1)")
    add("--out", type=pathlib.Path, metavar="FILE", help="where the Markdown goes ('-': printed)")
    add("--flowaudit", metavar="PATH", help="measure this binary; else it is built first")
    add("--flowaudit-options", type=shlex.split, default=[], metavar="OPTIONS",
        help="more options for flowaudit's drops and flows, as '--max-groups 1000'")
    return parser.parse_args()


def chosen_sections(wanted: argparse.Namespace) -> list[Section]:
    """Those that were named; else the everyday ones, or all; none where only probes were named."""
    named = [section for section in matrix.SECTIONS if section.name in wanted.only]
    if named or any(table.name in wanted.only for table in matrix.PROBE_TABLES):
        return named
    return [one for one in matrix.SECTIONS if wanted.all or one.is_everyday]


def chosen_probe_tables(wanted: argparse.Namespace) -> list[ProbeTable]:
    """Those that were named; else all with the whole matrix; less those whose tools are missing."""
    chosen = []
    for table in matrix.PROBE_TABLES:
        if table.name not in wanted.only and (wanted.only or not wanted.all):
            continue
        missing = [need for need in table.needs if not tools.is_there(need)]
        if missing:
            say(f"{table.name} left out: no {', '.join(missing)} here")
        else:
            chosen.append(table)
    return chosen


def chosen_contenders(section: Section, only: list[str]) -> list[Contender]:
    """Those that were named, else all; less those whose tools are not there."""
    known = {name for each in matrix.SECTIONS for one in each.contenders
             for name in (one.family, one.name)}
    named = known.intersection(only)
    chosen = []
    for one in section.contenders:
        if named and named.isdisjoint((one.family, one.name)):
            continue
        missing = [need for need in one.needs if not tools.is_there(need)]
        if missing:
            say(f"{section.name}: {one.name} left out: no {', '.join(missing)} here")
        else:
            chosen.append(one)
    return chosen
