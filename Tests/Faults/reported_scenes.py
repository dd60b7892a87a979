"""The scenes of reports, and of lines that are written out, in the fault matrix."""
import gzip, os, select, signal, subprocess, tempfile, threading, time
from scene import Scene, cause, lines


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


class Mapped(Reported):
    """A plain file that nobody has written to for a minute, and that is mapped."""

    variables = {"FLOWAUDIT_MAP": "1"}

    def prepare(self, exe):
        self.append(lines(0, 3000))
        os.utime(self.log, times=(time.time() - 60, time.time() - 60))


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
