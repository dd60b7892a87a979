"""`export --state` in the fault matrix: how its runs are judged, and what happens to its log."""
import os, re, signal
from scene import Scene, cause, lines

ROTATIONS = {
    "rename": "mv events.log events-2026-05-11T11-00-00.000.log && cat next >> events.log",
    "packing": "gzip -c events.log > events-2026-05-11T11-00-00.000.log.gz && rm events.log && cat next >> events.log",
    "copytruncate": "{ [ ! -e events.log.1 ] || mv events.log.1 events.log.2; } && cp events.log events.log.1 && truncate -s 0 events.log && cat next >> events.log",
    # The log with more behind it, in a file of its own: an editor, rsync.
    "rewriting": "cp events.log x && cat next >> x && mv x events.log",
    "deletion": "rm events.log && cat next >> events.log",
    "replacement": "mv next events.log",
    "truncation": "truncate -s 0 events.log && cat next >> events.log",
    "switch": "mkdir other && mv next other/events.log && ln -sfn other/events.log link.log",
}
# What was not read yet is gone with these.
LOSSY = ("deletion", "replacement", "truncation", "switch")
# Files that are shorter than what was read, and longer.
LOSSLESS_ROTATIONS = tuple(f"{kind}/{count}" for kind in ROTATIONS if kind not in LOSSY for count in (30, 400))
ALL_ROTATIONS = tuple(f"{kind}/{count}" for kind in ROTATIONS if kind != "switch" for count in (30, 400))


class Counted(Scene):
    """`export --state`: counters over all runs."""

    is_counted = True
    # Whether each run makes as many calls.
    is_steady = True
    options, file = (), "events.log"

    def __init__(self):
        super().__init__()
        self.count, self.unread, self.earlier, self.found = 0, 0, None, []
        self.textfile = self.path("x.prom")

    def arguments(self):
        return ["export", "--state", self.state(), "--textfile", "x.prom", *self.options, self.file]

    def state(self):
        return "state"

    def grow(self, count):
        self.append(lines(self.count, count))
        self.count += count

    def prepare(self, exe):
        self.grow(100)
        self.execute(exe)
        self.grow(50)
        self.unread = 50
        self.change()
        self.look()

    def change(self):
        """What happens to the log between the first run and that of the fault."""

    def run(self, exe, environment={}):
        result = self.execute(exe, environment)
        self.look()
        return result

    def look(self):
        """Reads the .prom file: whole, and no counter back."""
        if not os.path.exists(self.textfile):
            if self.earlier is not None:
                self.found.append(("whole", "the .prom file is gone"))
            return
        with open(self.textfile, encoding="utf-8", errors="replace") as file:
            text = file.read()
        if not text.endswith("\n") or "# TYPE flowaudit_packets_dropped_total counter\n" not in text:
            self.found.append(("whole", f"the .prom file ends with {text[-80:]!r}"))
            return
        series = dict(re.findall(r"^(flowaudit_\S+_total(?:\{.*\})?) (\S+)$", text, re.M))
        for name, value in (self.earlier or {}).items():
            if float(series.get(name, -1)) < float(value):
                self.found.append(("forward", f"{name}: {value}, then {series.get(name, 'gone')}"))
        self.earlier, self.text = series, text

    def number(self, part):
        return int(sum(float(value) for name, value in (self.earlier or {}).items() if part in name))

    @property
    def counted(self):
        return self.number('lines_total{result="flow"')

    @property
    def is_success(self):
        return self.earlier is not None and "\nflowaudit_last_run_success 1\n" in self.text

    def judge(self, cell, exe, inject):
        self.prepare(exe)
        environment = self.environment(cell, inject)
        status, _, errors = self.run(exe, environment)
        if cell.call == "(rotated)":
            self.count += int(cell.error.split("/")[1])
        found = self.judge_run(cell, status, errors)
        said = errors
        for number in range(3):
            status, _, errors = self.run(exe)
            said += errors
            rest = [line for line in errors.splitlines() if "lines were lost" not in line or not self.may_lose(cell)]
            if status != 0 or rest:
                found.append(("status", f"clean run {number + 1}: status {status}: {errors}"))
            if number < 2:
                self.grow(20)
        lost, gaps = self.count - self.counted, self.number("flowaudit_gaps_total")
        # Nobody knows whether a file that is gone had more behind what was read of it.
        if self.may_lose(cell) and lost in (0, self.unread) and gaps == 1:
            if "lines were lost" not in said:
                found.append(("told", "lines were lost, and no run said so"))
        elif lost or gaps:
            found.append(("exact", f"{self.counted} of {self.count} lines, {gaps} gaps"))
        names = [name for name in os.listdir(self.directory) if name.endswith(".tmp")]
        return found + self.found + ([("exact", f"left: {names}")] if names else [])

    def judge_run(self, cell, status, errors):
        """The run of the fault."""
        if cell.call == "(killed)":
            return [] if status == -signal.SIGKILL or not self.is_steady else [("status", f"status {status}, and not killed: {errors}")]
        found, is_short = [], self.counted < self.count and cell.call != "(rotated)"
        if status == 0 and is_short:
            silent = self.is_success and not errors
            found.append(("told" if silent else "status", f"status 0, {self.counted} of {self.count} lines: {errors}"))
        elif status not in (0, 3, 4, 5):
            found.append(("status", f"status {status}: {errors}"))
        elif status != 0:
            if not errors.startswith("flowaudit: ") or cell.call == "(rotated)":
                found.append(("status", f"status {status}: {errors}"))
            if cell.call != "(rotated)" and cause(cell.call, cell.error) not in errors:
                found.append(("cause", errors))
            if status == 3 and self.is_success:
                found.append(("status", "status 3, and success"))
        return found

    def may_lose(self, cell):
        return cell.call == "(rotated)" and cell.error.split("/")[0] in LOSSY

    def rotation(self, error):
        kind, count = error.split("/")
        self.append(lines(self.count, int(count)), self.path("next"))
        command = ROTATIONS[kind]
        if kind == "switch":
            self.log = self.path("other/events.log")
        return f"cd '{self.directory}' && {command}"
