"""One command, run once as a whole process, and what it cost."""

import contextlib
import dataclasses
import os
import pathlib
import subprocess
import tempfile
from collections.abc import Iterator


@dataclasses.dataclass(frozen=True)
class Cost:
    wall: float
    user: float
    system: float
    peak_bytes: int
    output: str


class CommandFailed(Exception):
    """Its first line names no path, and so can stand on a page."""

    def __init__(self, status: str, command: list[str], errors: str) -> None:
        super().__init__(f"status {status}\n{' '.join(command)}\n{errors[-2000:]}")


@contextlib.contextmanager
def held(hold: pathlib.Path, files: list[pathlib.Path]) -> Iterator[None]:
    """Keeps files in the page cache (Instruments/hold.c), as far as this user may."""
    with subprocess.Popen([hold, *files], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdout.readline()
        try:
            yield
        finally:
            process.stdin.close()


def run(measure: pathlib.Path, command: list[str], keep_output: bool,
        environment: dict[str, str]) -> Cost:
    """Runs `command` under the small program `measure` (Instruments/measure.c).

    What it prints goes to a file, or straight to /dev/null: a pipe would have the reader take part
    in what is measured.
    """
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder, "cost")
        output = pathlib.Path(folder, "output") if keep_output else pathlib.Path(os.devnull)
        with open(output, "wb") as out, open(pathlib.Path(folder, "errors"), "w+b") as errors:
            subprocess.run([measure, report, *command], stdin=subprocess.DEVNULL, stdout=out,
                           stderr=errors, env={**os.environ, **environment}, check=True)
            errors.seek(0)
            message = errors.read().decode(errors="replace")
        wall, user, system, peak, status = report.read_text().split()
        if status != "0":
            raise CommandFailed(status, command, message)
        text = output.read_text() if keep_output else ""
        return Cost(float(wall), float(user), float(system), int(peak) * 1024, text)
