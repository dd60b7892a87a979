"""A scene of the fault matrix: a fresh directory, in which the program runs."""
import os, shutil, subprocess, tempfile

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

    is_counted, rotations, variables = False, (), {}

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
            [exe, *self.arguments()], cwd=self.directory, env=ENVIRONMENT | self.variables | environment,
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
