"""Writes lines, and what the judge of the executable rules says of each: v valid, m malformed, b blank.

A text that is given may hold line ends: it then is several lines. OUTPUT/all.jsonl has all of them in their order, valid.jsonl those that
are valid, refused.jsonl the others, so that counts alone tell whether each line was judged right; beside each stands NAME.judged with one
character a line. All begin with a flow, for in a file's first line a byte order mark is no fault, and a log without a flow is none. A text
that is no object and yet holds Hubble lines, or begins a document over several lines, is left out: `{}` stands in its place.
"""
import os, sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../spec"))
import drops_reference

FIRST = b'{"flow":{}}\n'


class Judged:
    """A file of lines, and the one of their verdicts."""

    def __init__(self, path):
        self.lines, self.verdicts = open(path + ".jsonl", "wb"), open(path + ".judged", "w")

    def add(self, line, verdict):
        self.lines.write(line)
        self.verdicts.write(verdict)


def verdict(line):
    if line is None or drops_reference.parse(line) is None:
        return "b" if line is not None and not line.strip(b" \t\r") else "m"
    return "v"


def is_more_than_lines(text):
    """Whether reading finds in a text what no line of it shows by itself."""
    for line in text.split(b"\n"):
        document = drops_reference.Document()
        opens = line.lstrip(drops_reference.OPENING)[:1] in (b"{", b"[") and document.read(line.rstrip(b"\r")) and document.open
        if opens or drops_reference.parse(line) is None and drops_reference.unwrap(line):
            return True
    return False


def write(output, texts):
    path = os.path.join(output, "texts")
    with open(path, "wb") as file:
        file.write(FIRST)
        for text in texts:
            file.write((b"{}" if is_more_than_lines(text) else text) + b"\n")
    every, valid, refused = (Judged(os.path.join(output, name)) for name in ("all", "valid", "refused"))
    valid.add(FIRST, "v")
    refused.add(FIRST, "v")
    read = drops_reference.lines(drops_reference.raw_lines(path))
    for number, raw in enumerate(open(path, "rb")):
        said = verdict(next(read)[0])
        every.add(raw, said)
        if number > 0:
            (valid if said == "v" else refused).add(raw, said)
    if next(read, read) is not read:
        sys.exit("the judge read other lines than were written")
    os.remove(path)
