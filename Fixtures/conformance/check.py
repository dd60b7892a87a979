#!/usr/bin/env python3
"""Holds rfc8259.tsv equal to the judge of Fixtures/spec/drops_reference.py: prints the rows that differ, status 1 if there are any.

A row is: 1 or 0 (is `{"x":CASE}` a valid line?), the case, the rule it is of. In a case every byte but printable ASCII, and the
backslash itself, is written as a backslash, x and two hexadecimal digits, so that a row is one line of plain text.
"""
import os, re, sys

sys.dont_write_bytecode = True

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../spec"))
import drops_reference


def rows():
    for row in open(os.path.join(HERE, "rfc8259.tsv"), encoding="ascii").read().split("\n")[1:-1]:
        valid, case, rule = row.split("\t")
        yield int(valid), re.sub(rb"\\x([0-9a-f]{2})", lambda m: bytes([int(m[1], 16)]), case.encode()), rule


def main():
    count = differences = 0
    for valid, case, rule in rows():
        count += 1
        if (drops_reference.parse(b'{"x":' + case + b"}") is not None) != bool(valid):
            differences += 1
            print(f"{rule}: the table says {valid}: {case!r}")
    print(f"{count} cases, {differences} differ from the judge")
    sys.exit(differences > 0)


if __name__ == "__main__":
    main()
