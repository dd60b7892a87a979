"""A run: what is fixed before the first round, and the rounds."""

import dataclasses
import pathlib
import shlex
import subprocess
import sys

import counts
import inputs
import measuring
import tools
from contenders import Contender, Result, Section


@dataclasses.dataclass(frozen=True)
class Settings:
    """What was asked for."""

    rounds: int
    size: int
    seed: int
    flowaudit: str | None
    flowaudit_options: list[str]


@dataclasses.dataclass(frozen=True)
class Judgement:
    """What simdjson DOM finds in a file."""

    counts: counts.Counts
    line_count: int


class Session:
    def __init__(self, settings: Settings, folder: pathlib.Path) -> None:
        self.settings = settings
        self.folder = folder
        self.build = folder / "build"
        self.build.mkdir(parents=True, exist_ok=True)
        self.judgements: dict[pathlib.Path, Judgement] = {}
        tools.install_missing()
        say("building with swift build -c release")
        self.generator = tools.build_swift(tools.BENCHMARKS, "generate-flows", [])
        self.traits = [] if settings.flowaudit else tools.flowaudit_traits()
        self.flowaudit = settings.flowaudit or str(
            tools.build_swift(tools.TOP, "flowaudit", self.traits))

    def log(self, shape: str, size: int) -> inputs.Log:
        return inputs.Log(self.folder, self.generator, shape, self.settings.seed, size)

    def log_of(self, section: Section) -> inputs.Log | None:
        if section.shape is None:
            return None
        return self.log(section.shape, self.settings.size * section.size_factor)

    def program(self, name: str) -> pathlib.Path:
        return tools.program(self.build, name)

    def places(self, log: inputs.Log | None) -> "Places":
        return Places(self, log)

    def command(self, contender: Contender, places: "Places") -> list[str]:
        """The words to run; files and programs that they name are made."""
        words = []
        for word in contender.command:
            if word == "{options}":
                words += self.settings.flowaudit_options
            else:
                words.append(word.format_map(places))
        return words

    def results(self, section: Section, contenders: list[Contender]) -> list[Result]:
        """One warm-up of each, then the rounds: A B C A B C, so that drift meets all alike."""
        log = self.log_of(section)
        say(f"{section.name}: preparing")
        places = self.places(log)
        commands = {one.name: self.command(one, places) for one in contenders}
        with measuring.held(self.program("hold"), places.files):
            return self.measured(section, contenders, commands, log)

    def measured(self, section: Section, contenders: list[Contender],
                 commands: dict[str, list[str]], log: inputs.Log | None) -> list[Result]:
        costs: dict[str, list[measuring.Cost]] = {one.name: [] for one in contenders}
        failures: dict[str, str] = {}
        rounds = section.rounds or self.settings.rounds
        for number in range(rounds + 1):
            if number < 2:
                say(f"{section.name}: {rounds} rounds" if number else f"{section.name}: warming up")
            for one in contenders:
                if one.name in failures:
                    continue
                try:
                    cost = measuring.run(self.program("measure"), commands[one.name],
                                         one.counts is not None, one.environment)
                except measuring.CommandFailed as error:
                    failures[one.name] = str(error)
                    continue
                if number:
                    costs[one.name].append(cost)
        return [self.result(one, log, costs[one.name], failures.get(one.name))
                for one in contenders]

    def result(self, contender: Contender, log: inputs.Log | None, costs: list[measuring.Cost],
               failure: str | None) -> Result:
        form = "sample" if contender.sample else "file"
        byte_count = log.path(form).stat().st_size if log else 0
        if failure is not None:
            say(f"{contender.name} failed: {failure}")
            return Result(contender, byte_count, [], "failed: " + failure.splitlines()[0])
        if contender.counts is None or log is None:
            return Result(contender, byte_count, costs, "-")
        expected = self.judgement(log, form).counts
        checks = (counts.compare(contender.counts, cost.output, expected) for cost in costs)
        check = next((check for check in checks if check != "equal"), "equal")
        return Result(contender, byte_count, costs, check)

    def judgement(self, log: inputs.Log, form: str = "file") -> Judgement:
        """Made once a file."""
        path = log.path(form)
        if path not in self.judgements:
            command = [str(self.program("peer_native")), "dom", "read-1m", str(path)]
            output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            self.judgements[path] = Judgement(counts.of_peer(output), counts.line_count(output))
        return self.judgements[path]


class Places(dict):
    """The paths that words of a command name, made as they are asked for; files warm, and listed."""

    def __init__(self, session: Session, log: inputs.Log | None) -> None:
        super().__init__(flowaudit=session.flowaudit,
                         options=shlex.join(session.settings.flowaudit_options))
        self.session = session
        self.log = log
        self.files: list[pathlib.Path] = []

    def __missing__(self, name: str) -> str:
        if self.log is None or name not in inputs.SUFFIXES:
            return str(self.session.program(name))
        path = self.log.path(name)
        inputs.warm(path)
        self.files.append(path)
        return str(path)


def say(message: str) -> None:
    print(f"bench: {message}", file=sys.stderr, flush=True)
