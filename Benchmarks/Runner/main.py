"""Measures flowaudit against its peers in one run, in turn, and writes a Markdown file.

scripts/bench runs this; Benchmarks/README.md says what is measured and how to read it.
"""

import argparse
import datetime
import os
import pathlib
import subprocess
import sys

import aims
import machine
import matrix
import measuring
import options
import report
import tools
from contenders import Section
from session import Session, Settings, say


def measure(session: Session, sections: list[Section], only: list[str]) -> list[report.Measured]:
    measured = []
    for section in sections:
        contenders = options.chosen_contenders(section, only)
        if contenders:
            results = session.results(section, contenders)
            measured.append(report.Measured(section, log_text(session, section), results))
    return measured


def log_text(session: Session, section: Section) -> str:
    """The file that was read, in words."""
    log = session.log_of(section)
    if log is None:
        return ""
    size = log.path("file").stat().st_size
    judgement = session.judgement(log)
    dropped = 100 * judgement.counts.get("DROPPED", 0) / judgement.line_count
    return (f"FILE: `generate-flows {' '.join(log.options)}`: {size:,} bytes, "
            f"{judgement.line_count:,} lines, {size / judgement.line_count:,.0f} bytes a line, "
            f"{dropped:.2f} % DROPPED.")


def facts(session: Session, wanted: argparse.Namespace, load: float) -> dict[str, str]:
    """What the figures hang on; `load` is the machine's at the start."""
    return {
        "date": datetime.date.today().isoformat(),
        **machine.describe(session.flowaudit),
        "rounds": f"{wanted.rounds}, in turn, after one warm-up; page cache warm",
        "load": f"{load:.2g} at the start, {os.getloadavg()[0]:.2g} at the end, where 1 is a core",
        "flowaudit's options": " ".join(wanted.flowaudit_options) or "none",
        "flowaudit's traits": "as it was given" if wanted.flowaudit
                              else ", ".join(session.traits) or "none",
    }


def write(text: str, wanted: argparse.Namespace, sections: list[Section]) -> None:
    if str(wanted.out) == "-":
        print(text)
        return
    name = page_name(wanted, sections)
    out = wanted.out or tools.BENCHMARKS / "runs" / f"{datetime.date.today().isoformat()}-{name}.md"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text)
    say(f"wrote {out}")


def page_name(wanted: argparse.Namespace, sections: list[Section]) -> str:
    what = "-".join(wanted.only) or ("all" if wanted.all else "everyday")
    return f"{what}-{options.size_name(wanted.size)}"


def main() -> int:
    wanted = options.parse()
    sections = options.chosen_sections(wanted)
    folder = pathlib.Path(os.environ.get("FLOWAUDIT_BENCH_DIR", "/tmp/flowaudit-bench"))
    settings = Settings(wanted.rounds, wanted.size, wanted.seed, wanted.flowaudit,
                        wanted.flowaudit_options)
    try:
        session = Session(settings, folder)
        load = os.getloadavg()[0]
        measured = measure(session, sections, wanted.only)
        counted = [(table, table.rows(session)) for table in options.chosen_probe_tables(wanted)]
        title = f"{datetime.date.today().isoformat()}: {page_name(wanted, sections)}"
        goals = report.goal_rows(aims.GOALS, measured)
        write(report.render(title, facts(session, wanted, load), goals, measured, counted),
              wanted, sections)
    except (tools.Missing, measuring.CommandFailed, subprocess.SubprocessError, OSError) as error:
        say(str(error))
        return 1
    return status(measured)


def status(measured: list[report.Measured]) -> int:
    """1 where flowaudit failed or its counts differ."""
    wrong = [(one.section.name, result) for one in measured for result in one.results
             if result.check.startswith(("differ", "failed"))]
    for section, result in wrong:
        say(f"{section}: {result.contender.name}: {result.check}")
    return 1 if any(result.contender.is_flowaudit for _, result in wrong) else 0


if __name__ == "__main__":
    sys.exit(main())
