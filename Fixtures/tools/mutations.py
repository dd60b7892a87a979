#!/usr/bin/env python3
"""Lines of flow logs with random bytes changed, inserted and removed, and what the judge says of each.

usage: mutations.py SEED COUNT OUTPUT FILE.gz...

Writes COUNT mutated lines, as many of each log, to the files of judged_lines.py in the folder OUTPUT; a mutation may put in a line end:
there are then more lines.
"""
import gzip, random, sys

sys.dont_write_bytecode = True
import judged_lines

TELLING = [bytes([byte]) for byte in b'"\\{}[]:,0123456789+-.eEtfnu \t\r\n/\x00\x1f\x7f\x80\xbf\xc0\xc2\xe0\xed\xf0\xf4\xff'] + [
    b"\\u", b"\\ud800", b"\\udc00", b"\\u0000", b"\xc3\xa9", b"\xe2\x82\xac", b"\xf0\x9f\x98\x80", b"\xed\xa0\x80", b"\xef\xbb\xbf",
    b"null", b"true", b"[[", b"]]", b"{}", b'""', b'\\"', b"\\\\", b",,", b"00", b"-", b"1e5", b"1E400"]


def material(chosen):
    """A byte or a few that are put in: mostly such as mean something to a JSON reader."""
    return chosen.choice(TELLING) if chosen.random() < 0.7 else bytes([chosen.randrange(256)])


def mutated(line, chosen):
    for _ in range(chosen.choice((1, 1, 1, 2, 3, 8))):
        at = chosen.randrange(len(line) + 1)
        if chosen.random() < 0.3:                  # next to a sign of the grammar
            at = max(line.rfind(chosen.choice((b'"', b",", b":", b"{", b"}", b"[", b"]", b"\\")), 0, at + 1), 0) + chosen.randrange(2)
        length = chosen.choice((1, 1, 1, 2, 5))
        kind = chosen.randrange(4)
        if kind == 0:
            line = line[:at] + material(chosen) + line[at + 1:]
        elif kind == 1:
            line = line[:at] + material(chosen) + line[at:]
        elif kind == 2:
            line = line[:at] + line[at + length:]
        else:
            line = line[:at] + line[max(at - length, 0):at] * 2 + line[at:]
    return line


def main():
    seed, count, output, paths = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4:]
    chosen = random.Random(seed)
    logs = [gzip.open(path).read().splitlines() for path in paths]
    judged_lines.write(output, (mutated(chosen.choice(logs[number % len(logs)]), chosen) for number in range(count)))


if __name__ == "__main__":
    main()
