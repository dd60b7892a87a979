"""What the contenders counted, as one form that can be compared.

A name (a verdict, or `malformed`) and how many lines; what is zero is left out, as some write zeros
and some do not.
"""

import json
import re

Counts = dict[str, int]




def of_flowaudit(output: str) -> Counts:
    coverage = json.loads(output)["coverage"]
    return present({**coverage["flows_by_verdict"], "malformed": coverage["lines"]["malformed"]})


def of_peer(output: str) -> Counts:
    """The rows of the programs in Peers/: V and a verdict, D and a drop's fields, L and a kind."""
    rows = [line.split("\t") for line in output.splitlines()]
    verdicts = {row[1]: int(row[2]) for row in rows if row[0] == "V"}
    malformed = {row[1]: int(row[2]) for row in rows if row[:2] == ["L", "malformed"]}
    return present(verdicts | malformed)


def of_uniq(output: str) -> Counts:
    """The sum of what `uniq -c` counted, which is drops only."""
    return present({"DROPPED": sum(int(n) for n in re.findall(r"^ *(\d+) ", output, re.M))})


def line_count(peer_output: str) -> int:
    rows = (line.split("\t") for line in peer_output.splitlines())
    return sum(int(row[2]) for row in rows if row[0] == "L")


def present(counts: Counts) -> Counts:
    return {name: count for name, count in counts.items() if count}


def compare(reader, output: str, expected: Counts) -> str:
    """`equal`, or what differs; of a reader that knows drops only, only they are compared."""
    if reader is of_uniq:
        expected = present({"DROPPED": expected.get("DROPPED", 0)})
    try:
        found = reader(output)
    except (ValueError, LookupError, TypeError):
        return "differ: its output is not understood"
    return "equal" if found == expected else "differ: " + difference(found, expected)


def difference(found: Counts, expected: Counts) -> str:
    names = sorted(name for name in found | expected if found.get(name) != expected.get(name))
    return ", ".join(f"{name} {found.get(name, 0)}, not {expected.get(name, 0)}" for name in names)
