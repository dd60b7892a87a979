#!/usr/bin/env python3
"""All strings of tokens up to a length, each between two given texts, and what the judge says of each.

usage: token_strings.py BEFORE AFTER LENGTH PART PARTS OUTPUT

Writes to the files of judged_lines.py in the folder OUTPUT; PART, from 0 on, has every PARTS-th of the first tokens.
"""
import itertools, sys

sys.dont_write_bytecode = True
import judged_lines

TOKENS = [b"{", b"}", b"[", b"]", b":", b",", b'"', b"\\", b'"a"', b"1", b"true", b" ", b"\t", b"\n"]


def strings(longest, part, parts):
    if part == 0:
        yield b""
    for length in range(longest):
        for first in TOKENS[part::parts]:
            for rest in itertools.product(TOKENS, repeat=length):
                yield first + b"".join(rest)


def main():
    before, after, longest, part, parts, output = sys.argv[1:]
    texts = strings(int(longest), int(part), int(parts))
    judged_lines.write(output, (before.encode() + text + after.encode() for text in texts))


if __name__ == "__main__":
    main()
