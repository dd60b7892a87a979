"""The scenes of the fault matrix: what a run finds, what it is to do, and how it is judged."""
import gzip, os, re, shutil, signal, subprocess, tempfile, threading, time

# What is judged of each cell.
#
#   exact    each line is counted once, or written once, when clean runs have caught up; nothing is left in the directory
#   forward  no counter goes back or vanishes
#   whole    the .prom file is whole, old or new; lines that are written out are whole
#   cause    a run that fails names the cause
#   status   0 only where all was read, else 3, 4 or 5 with a message; status 3 is no success in the .prom file
#   told     fewer lines are never status 0, success and silence
COLUMNS = ("exact", "forward", "whole", "cause", "status", "told")

LINE = (
    '{"flow":{"time":"2026-05-11T10:%02d:%02d.%09dZ","uuid":"u%d","verdict":"DROPPED","drop_reason_desc":"FIB_LOOKUP_FAILED",'
    '"source":{"namespace":"ns%d"},"destination":{"namespace":"db"},"node_name":"n1","event_type":{"type":1,"sub_type":169},'
    '"traffic_direction":"INGRESS"},"node_name":"n1","time":"2026-05-11T10:00:00Z"}\n'
)


def lines(first, count):
    """Drops that wait for no partner."""
    numbers = range(first, first + count)
    return "".join(LINE % (number // 60000, number // 1000 % 60, number, number, number % 5) for number in numbers).encode()


def cause(call, error):
    """What a message has to say; nothing where the program needs no message."""
    if error == "EWOULDBLOCK":
        return "in use by another run"
    number = getattr(__import__("errno"), error, None)
    return os.strerror(number) if number else ""


class Scene:
    """A fresh directory, in which the program runs."""

    is_counted, rotations = False, ()

    def __init__(self):
        self.directory = os.path.realpath(tempfile.mkdtemp(prefix="flowaudit-scene-"))
        self.log = self.path("events.log")

    def __del__(self):
        shutil.rmtree(self.directory, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.directory, name)

    def reads(self, path):
        """Whether the program only reads there."""
        return not any(part in path for part in ("/state", ".prom", "/new"))

    def append(self, data, name=None):
        with open(name or self.log, "ab") as file:
            file.write(data)

    def start(self, exe, environment, **streams):
        return subprocess.Popen(
            [exe, *self.arguments()], cwd=self.directory, env=ENVIRONMENT | environment,
            stdin=self.stdin(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def stdin(self):
        return subprocess.DEVNULL

    def execute(self, exe, environment={}):
        """Runs the program to its end: status, output, messages."""
        child = self.start(exe, environment)
        try:
            output, errors = child.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            child.kill()
            output, errors = child.communicate()
            errors += b"\n(it did not end)"
        return child.returncode, output, errors.decode(errors="replace")

    def calls(self, exe, inject):
        """The calls that a run makes: name and path of each."""
        self.prepare(exe)
        # Not in the directory, which may be watched.
        with tempfile.NamedTemporaryFile("r", prefix="flowaudit-calls-") as log:
            self.execute(exe, fault(inject, FAULT_CALL="*", FAULT_WHEN="0", FAULT_LOG=log.name))
            return [tuple(line.rstrip("\n").split(" ", 1)) for line in log]

    def environment(self, cell, inject):
        if cell.call == "(killed)":
            return fault(inject, FAULT_CALL="*", FAULT_WHEN=cell.when, FAULT_ERRNO="SIGKILL")
        if cell.call == "(rotated)":
            return fault(inject, FAULT_CALL="*", FAULT_WHEN=cell.when, FAULT_PATH="/events", FAULT_DO=self.rotation(cell.error))
        return fault(inject, FAULT_CALL=cell.call, FAULT_WHEN=cell.when, FAULT_ERRNO=cell.error)


def fault(inject, **variables):
    return {"LD_PRELOAD": inject, "FAULT_PROGRAM": "flowaudit", **variables}


ENVIRONMENT = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TZ": "UTC"}


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


class First(Counted):
    def prepare(self, exe):
        self.grow(100)


class Growth(Counted):
    rotations = ALL_ROTATIONS


class Rename(Counted):
    rotations = LOSSLESS_ROTATIONS

    def change(self):
        os.rename(self.log, self.path("events-2026-05-11T10-00-00.000.log"))
        self.grow(30)


class Packing(Counted):
    def change(self):
        with open(self.log, "rb") as plain, gzip.open(self.path("events-2026-05-11T10-00-00.000.log.gz"), "wb") as packed:
            shutil.copyfileobj(plain, packed)
        os.unlink(self.log)
        self.grow(30)


class Copytruncate(Counted):
    rotations = LOSSLESS_ROTATIONS

    def change(self):
        shutil.copyfile(self.log, self.log + ".1")
        os.truncate(self.log, 0)
        self.grow(30)


class Link(Rename):
    """A log that is named by a link."""

    rotations = tuple(f"{kind}/{count}" for kind in ("rename", "switch") for count in (30, 400))
    file = "link.log"

    def prepare(self, exe):
        os.symlink("events.log", self.path("link.log"))
        Counted.prepare(self, exe)

    change = Counted.change


class NewDirectory(First):
    """The state's directory is to be made."""

    def state(self):
        return "new/state"


class Leftovers(Growth):
    """Temporary files of a run that is dead."""

    rotations = ()

    def change(self):
        child = subprocess.Popen(["true"])
        child.wait()
        for name in ("state", "x.prom"):
            self.append(b"", self.path(f".{name}.{child.pid}.1.tmp"))


class StateLink(Growth):
    """State and .prom file are named by links."""

    rotations = ()

    def prepare(self, exe):
        os.mkdir(self.path("kept"))
        os.symlink("kept/state", self.path("state"))
        os.symlink("kept/x.prom", self.path("x.prom"))
        super().prepare(exe)


class Neighbours(Growth):
    """Other .prom files stand in the directory."""

    rotations = ()

    def change(self):
        self.append(b"# HELP other_total Others.\n# TYPE other_total counter\nother_total 1\n", self.path("other.prom"))


class Pipe(Counted):
    """Standard input, in windows that overlap."""

    options, file = ("--window", "1h"), "-"
    is_steady = False

    def stdin(self):
        return subprocess.Popen(["cat", self.log], stdout=subprocess.PIPE).stdout


class Child(Counted):
    """What a command prints, in windows that overlap."""

    options, file = ("--window", "1h", "--", "cat"), "events.log"
    is_steady = False


class Follow(Counted):
    """`--follow`, until SIGTERM."""

    options = ("--follow", "--from-start", "--interval", "1h")
    is_steady = False

    def execute(self, exe, environment={}):
        child = self.start(exe, environment)
        errors = b""
        while b"following" not in errors and (piece := os.read(child.stderr.fileno(), 65536)):
            errors += piece
        child.send_signal(signal.SIGTERM)
        try:
            output, rest = child.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            child.kill()
            output, rest = child.communicate()
            rest += b"\n(it did not end)"
        text = (errors + rest).decode(errors="replace")
        notes = ("flowaudit: following ", "flowaudit: ended")
        return child.returncode, output, "".join(line for line in text.splitlines(True) if not line.startswith(notes))

    def judge_run(self, cell, status, errors):
        # SIGTERM may come while it reads: the next run goes on.
        if status == 0 and self.is_success and not errors:
            return []
        # What the last look could not read the next run does: that it was said is enough.
        if status == 0 and not self.is_success and errors:
            return [] if cause(cell.call, cell.error) in errors else [("cause", errors)]
        return super().judge_run(cell, status, errors)


def are_some(output, whole):
    """Whether these are lines of the whole, in their order; what could not be written may end within one."""
    rest = iter(whole.splitlines(True))
    *lines_, last = output.splitlines(True) or [b""]
    return all(line in rest for line in lines_) and any(line.startswith(last) for line in rest)


class Reported(Scene):
    """A report, or lines that are written out: one run."""

    command = ("drops", "-o", "json", "--threads", "1")
    file, statuses = "events.log", (3, 4)

    def arguments(self):
        return [*self.command, self.file]

    def prepare(self, exe):
        self.append(lines(0, 150))

    def judge(self, cell, exe, inject):
        self.prepare(exe)
        _, whole, _ = self.execute(exe)
        status, output, errors = self.execute(exe, self.environment(cell, inject))
        found = []
        if status == 0 and output != whole:
            found.append(("status" if errors else "told", f"status 0, and another output: {errors}"))
        elif status not in (0, *self.statuses):
            found.append(("status", f"status {status}: {errors}"))
        elif status != 0 and cause(cell.call, cell.error) not in errors:
            found.append(("cause", f"status {status}: {errors}"))
        if status != 0 and self.command[0] == "filter" and not are_some(output, whole):
            found.append(("whole", "what was written are no whole lines in their order"))
        if self.execute(exe)[:2] != (0, whole):
            found.append(("exact", "a clean run gives something else"))
        return found


class Gzipped(Reported):
    file = "events.log.gz"

    def prepare(self, exe):
        self.append(gzip.compress(lines(0, 5000)), self.path(self.file))


class Stripes(Reported):
    """A file that several threads read."""

    command = ("drops", "-o", "json", "--threads", "4")
    made, lock = None, threading.Lock()

    def prepare(self, exe):
        with Stripes.lock:
            if Stripes.made is None:
                Stripes.made = tempfile.TemporaryDirectory(prefix="flowaudit-stripes-")
                self.append(lines(0, 40000), Stripes.made.name + "/events.log")
        self.file = Stripes.made.name + "/events.log"


class Folder(Reported):
    """A directory: rotations, plain and packed."""

    file = "logs"

    def prepare(self, exe):
        os.mkdir(self.path("logs"))
        self.append(gzip.compress(lines(0, 50)), self.path("logs/events-2026-05-11T10-00-00.000.log.gz"))
        self.append(lines(50, 50), self.path("logs/events-2026-05-11T11-00-00.000.log"))
        self.append(lines(100, 50), self.path("logs/events.log"))


class Input(Reported):
    """Standard input that is a file."""

    file = "-"

    def stdin(self):
        return open(self.log, "rb")


class Filter(Reported):
    command = ("filter", "--threads", "1")


class FilterStripes(Stripes):
    command = ("filter", "--threads", "4")


class FilterGzipped(Gzipped):
    command = ("filter",)


class FilterFollow(Reported):
    """`filter --follow`, with growth, until SIGTERM."""

    command = ("filter", "--follow", "--from-start")

    def execute(self, exe, environment={}):
        child = self.start(exe, environment)
        output, limit = b"", time.monotonic() + 5
        for count in (150, 170):
            while output.count(b"\n") < count and time.monotonic() < limit:
                piece = self.piece(child, limit)
                if piece is None:
                    break
                output += piece
            if count == 150:
                self.append(lines(150, 20))
        child.send_signal(signal.SIGTERM)
        try:
            rest, errors = child.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            child.kill()
            rest, errors = child.communicate()
            errors += b"\n(it did not end)"
        return child.returncode, output + rest, errors.decode(errors="replace")

    def piece(self, child, limit):
        """What comes, an empty piece where nothing does in a while; None at the end."""
        import select

        if not select.select([child.stdout], [], [], min(0.05, max(0, limit - time.monotonic())))[0]:
            return b""
        return os.read(child.stdout.fileno(), 65536) or None

    def judge(self, cell, exe, inject):
        self.prepare(exe)
        whole = lines(0, 170)
        status, output, errors = self.execute(exe, self.environment(cell, inject))
        if status == 0 and output != whole:
            return [("status" if errors else "told", f"status 0, {output.count(10)} lines: {errors}")]
        # SIGTERM may come while it reads.
        if status not in (0, -signal.SIGTERM, *self.statuses):
            return [("status", f"status {status}: {errors}")]
        if status > 0 and cause(cell.call, cell.error) not in errors:
            return [("cause", f"status {status}: {errors}")]
        return [] if are_some(output, whole) else [("whole", "what was written are no whole lines in their order")]


SCENES = {
    "first": First, "growth": Growth, "rename": Rename, "packing": Packing, "copytruncate": Copytruncate, "link": Link,
    "new-directory": NewDirectory, "leftovers": Leftovers, "state-link": StateLink, "neighbours": Neighbours,
    "pipe": Pipe, "child": Child, "follow": Follow,
    "drops": Reported, "drops-gzip": Gzipped, "drops-threads": Stripes, "drops-directory": Folder, "drops-input": Input,
    "filter": Filter, "filter-gzip": FilterGzipped, "filter-threads": FilterStripes, "filter-follow": FilterFollow,
}
for _name, _scene in SCENES.items():
    _scene.name = _name
