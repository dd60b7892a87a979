#!/usr/bin/env python3
"""Reads what flowaudit drops or flows wrote, by the readers of its format, and prints what it says.

usage: read_back.py json|jsonl|csv|markdown|prometheus <OUTPUT

Prints a JSON array a row, sorted: the values as texts, then the count. CSV by Python's csv, JSON by its json; Markdown cells and Prometheus labels
by the rules of GitHub's Markdown (backslash escapes, HTML entities) and of the text format.
"""
import csv, html, io, json, re, sys

COUNTS = {"drops", "flows"}
IGNORED = {"first", "last", "share"}


def rows_of_objects(objects):
    for row in objects:
        names = [name for name in row if name not in IGNORED]
        yield [str(row[name]) for name in names if name not in COUNTS] + [int(row[name]) for name in names if name in COUNTS]


def rows_of_json(text):
    return rows_of_objects(json.loads(text)["rows"])


def rows_of_jsonl(text):
    return rows_of_objects(json.loads(line) for line in text.splitlines())


def rows_of_csv(text):
    """A quote in front of what a spreadsheet would take for a formula is the writer's."""
    for row in rows_of_objects(csv.DictReader(io.StringIO(text, newline=""), strict=True)):
        yield [re.sub(r"\A'(?='*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])", "", value) for value in row[:-1]] + row[-1:]


def cell(text):
    return html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", lambda match: "&#%d;" % ord(match[1]), text.strip()))


def rows_of_markdown(text):
    lines = [line for line in text.split("\n") if line.startswith("|")]
    table = [[cell(part) for part in re.split(r" \| ", line[2:-2])] for line in lines if not line.startswith(("| ---", "| **total**"))]
    head = [name.lower() for name in table[0]]
    return rows_of_objects(dict(zip(head, row)) for row in table[1:])


def rows_of_prometheus(text):
    meanings = {"\\\\": "\\", '\\"': '"', "\\n": "\n"}
    for line in text.split("\n"):
        if line and not line.startswith("#"):
            labels, value = re.fullmatch(r"[a-z_]+\{(.*)\} (\d+)", line, re.S).groups()
            values = re.findall(r'[a-z_]+="((?:[^"\\]|\\.)*)"', labels, re.S)
            yield [re.sub(r'\\[\\"n]', lambda match: meanings[match[0]], one) for one in values] + [int(value)]


def main():
    text = sys.stdin.buffer.read().decode("utf-8", "strict")
    rows = globals()["rows_of_" + sys.argv[1]](text)
    for row in sorted(json.dumps(row, ensure_ascii=False) for row in rows):
        print(row)


main()
