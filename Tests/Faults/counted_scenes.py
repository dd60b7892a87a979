"""The scenes of `export --state` in the fault matrix."""
import gzip, os, shutil, signal, subprocess
from counted import ALL_ROTATIONS, LOSSLESS_ROTATIONS, Counted
from scene import cause


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
