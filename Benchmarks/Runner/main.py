"""Measures flowaudit against its peers in one run, in turn, and writes a Markdown file.

scripts/bench runs this; Benchmarks/README.md says what is measured and how to read it.
"""

import argparse
import datetime
import os
import pathlib
import shlex
import subprocess
import sys

import contenders
import inputs
import machine
import measuring
import report
import tools

UNITS = {"K": 1000, "M": 1_000_000, "G": 1_000_000_000}
# What simdjson calls the instruction set that g++ calls so; native: simdjson chooses itself.
SIMDJSON_NAMES = {"native": "", "haswell": "haswell", "westmere": "westmere"}
SHAPES = ["full", "exporter", "minimal", "drops", "spaced", "unicode", "bad"]


def byte_size(text: str) -> int:
    unit = UNITS.get(text[-1:], 1)
    return positive(text[:-1] if unit != 1 else text) * unit


def positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not positive")
    return number


def names(text: str) -> list[str]:
    chosen = text.split(",")
    known = [contender.name for contender in contenders.CONTENDERS]
    for name in chosen:
        if name not in known:
            raise argparse.ArgumentTypeError(f"no {name} among {', '.join(known)}")
    return chosen


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__.splitlines()[0])
    add = parser.add_argument
    add("--rounds", type=positive, default=7, help="counted runs of each (default 7)")
    add("--size", type=byte_size, default=byte_size("500M"), help="of the plain file, as 500M")
    add("--shape", choices=SHAPES, default="full", help="of the lines (default full)")
    add("--seed", type=int, default=1, help="of the generated log (default 1)")
    add("--only", type=names, metavar="NAME,...", help="measure these only")
    add("--out", type=pathlib.Path, metavar="FILE", help="where the Markdown goes ('-': printed)")
    add("--flowaudit", metavar="PATH", help="measure this binary; else it is built first")
    add("--flowaudit-options", type=shlex.split, default=[], metavar="OPTIONS",
        help="more options for flowaudit, as '--threads 1'")
    add("--march", choices=SIMDJSON_NAMES, default="native",
        help="instruction set of the simdjson peer (default native)")
    return parser.parse_args()


def chosen_contenders(only: list[str] | None) -> list[contenders.Contender]:
    """Those that were asked for and whose tools are there."""
    chosen = []
    for contender in contenders.CONTENDERS:
        if only is not None and contender.name not in only:
            continue
        missing = [tool for tool in contender.needs if not tools.is_there(tool)]
        if missing:
            say(f"{contender.name} left out: no {', '.join(missing)} here")
        else:
            chosen.append(contender)
    return chosen


class Run:
    """Everything that is fixed before the first round."""

    def __init__(self, wanted: argparse.Namespace, folder: pathlib.Path) -> None:
        build = folder / "build"
        build.mkdir(parents=True, exist_ok=True)
        tools.install_missing()
        self.wanted = wanted
        self.measure = tools.compile_measure(build)
        self.peer = tools.compile_peer(build, wanted.march)
        say("building with swift build -c release")
        generator = tools.build_swift(tools.BENCHMARKS, "generate-flows")
        self.flowaudit = wanted.flowaudit or str(tools.build_swift(tools.TOP, "flowaudit"))
        say("preparing the files")
        self.inputs = inputs.prepare(folder, generator, wanted.shape, wanted.seed, wanted.size)
        name = SIMDJSON_NAMES[wanted.march]
        self.environment = {"SIMDJSON_FORCE_IMPLEMENTATION": name} if name else {}
        self.contenders = chosen_contenders(wanted.only)

    def command(self, contender: contenders.Contender) -> list[str]:
        paths = {"plain": self.inputs.plain, "gzip": self.inputs.gzip, "peer": self.peer,
                 "sample": self.inputs.sample, "flowaudit": self.flowaudit}
        words = [word.format(**paths) for word in contender.command]
        if contender.command[0] == "{flowaudit}":
            words += self.wanted.flowaudit_options
        return words

    def cost(self, contender: contenders.Contender) -> measuring.Cost:
        return measuring.run(self.measure, self.command(contender),
                             contender.verdicts is not None, self.environment)

    def results(self) -> list[report.Result]:
        """One warm-up of each, then the rounds: A B C A B C, so that drift meets all alike."""
        costs = {contender.name: [] for contender in self.contenders}
        for number in range(self.wanted.rounds + 1):
            say(f"round {number} of {self.wanted.rounds}" if number else "warming up")
            for contender in self.contenders:
                cost = self.cost(contender)
                if number:
                    costs[contender.name].append(cost)
        return [report.Result(contender, self.inputs.size(contender.reads), costs[contender.name],
                              self.check(contender, costs[contender.name]))
                for contender in self.contenders]

    def check(self, contender: contenders.Contender, costs: list[measuring.Cost]) -> str:
        """Whether its counts are those of the DOM peer on the same file, in every round."""
        if contender.verdicts is None:
            return "-"
        expected = self.expected(contender.reads)
        if contender.verdicts is contenders.counted_drops:
            expected = contenders.present({"DROPPED": expected.get("DROPPED", 0)})
        for cost in costs:
            try:
                found = contender.verdicts(cost.output)
            except (ValueError, LookupError, TypeError):
                return "differ: its output is not understood"
            if found != expected:
                return "differ: " + difference(found, expected)
        return "equal"

    def expected(self, reads: str) -> contenders.Verdicts:
        path = self.inputs.sample if reads == "sample" else self.inputs.plain
        command = [self.peer, "dom", path]
        result = subprocess.run(command, capture_output=True, text=True, check=True)
        return contenders.peer_verdicts(result.stdout)

    def facts(self) -> dict[str, str]:
        """What the tables need to be understood."""
        plain, compressed = self.inputs.plain.stat().st_size, self.inputs.gzip.stat().st_size
        with open(self.inputs.plain, "rb") as file:
            lines = sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
        return {
            "date": datetime.date.today().isoformat(),
            **machine.describe(self.flowaudit),
            "FILE": f"generate-flows --shape {self.wanted.shape} --seed {self.wanted.seed} "
                    f"--bytes {self.wanted.size}: {plain:,} bytes, {lines:,} lines, "
                    f"{plain / max(lines, 1):,.0f} bytes a line",
            "FILE.gz": f"gzip -6: {compressed:,} bytes, ratio {plain / compressed:.1f}",
            "HEAD": f"the first {self.inputs.size('sample'):,} bytes of FILE",
            "rounds": f"{self.wanted.rounds}, in turn, after one warm-up; page cache warm",
            "peer built with": f"g++ -O3 -march={self.wanted.march}",
            "flowaudit's options": " ".join(self.wanted.flowaudit_options) or "none",
        }


def difference(found: contenders.Verdicts, expected: contenders.Verdicts) -> str:
    names = sorted(name for name in found | expected if found.get(name) != expected.get(name))
    return ", ".join(f"{name} {found.get(name, 0)}, not {expected.get(name, 0)}" for name in names)


def say(message: str) -> None:
    print(f"bench: {message}", file=sys.stderr, flush=True)


def size_name(size: int) -> str:
    unit = next((unit for unit in "GMK" if size % UNITS[unit] == 0), "")
    return f"{size // UNITS.get(unit, 1)}{unit}"


def main() -> int:
    wanted = options()
    folder = pathlib.Path(os.environ.get("FLOWAUDIT_BENCH_DIR", "/tmp/flowaudit-bench"))
    try:
        run = Run(wanted, folder)
        results = run.results()
    except (tools.Missing, measuring.CommandFailed, subprocess.SubprocessError, OSError) as error:
        say(str(error))
        return 1
    facts = run.facts()
    name = f"{wanted.shape}-{size_name(wanted.size)}"
    text = report.render(f"{facts['date']}: {name}", facts, results)
    out = wanted.out or tools.BENCHMARKS / "runs" / f"{facts['date']}-{name}.md"
    if str(out) == "-":
        print(text)
    else:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text)
        say(f"wrote {out}")
    differing = [r.contender.name for r in results if r.check.startswith("differ")]
    if differing:
        say(f"counts differ: {', '.join(differing)}")
    return 1 if any(name.startswith("flowaudit") for name in differing) else 0


if __name__ == "__main__":
    sys.exit(main())
