"""Who is measured, on which file, and how its counts are read: one table."""

import dataclasses
import json
import re
from typing import Callable, Optional

Verdicts = dict[str, int]

JQ_PROGRAM = (
    'select(.flow.verdict=="DROPPED")|.flow|[.source.namespace,.destination.namespace,'
    ".drop_reason_desc,((.egress_denied_by//.ingress_denied_by//[])[0].name)]|@tsv"
)


@dataclasses.dataclass(frozen=True)
class Contender:
    """A command that is measured.

    Words of `command` are formatted with the paths of the run ({plain}, {gzip}, {sample},
    {flowaudit}, {peer}). `group` is the table it stands in; `reads` the file whose decompressed
    bytes are what it works through. `verdicts` reads flows by verdict out of what it prints; where
    it is None, the output goes to /dev/null.
    """

    name: str
    group: str
    command: tuple[str, ...]
    what: str
    reads: str = "plain"
    needs: tuple[str, ...] = ()
    verdicts: Optional[Callable[[str], Verdicts]] = None
    is_base: bool = False


def flowaudit_verdicts(output: str) -> Verdicts:
    return present(json.loads(output)["coverage"]["flows_by_verdict"])


def peer_verdicts(output: str) -> Verdicts:
    rows = (line.split("\t") for line in output.splitlines())
    return present({row[1]: int(row[2]) for row in rows if row[0] == "V"})


def counted_drops(output: str) -> Verdicts:
    """The sum of what `uniq -c` counted."""
    return present({"DROPPED": sum(int(n) for n in re.findall(r"^ *(\d+) ", output, re.M))})


def present(verdicts: Verdicts) -> Verdicts:
    """Without the zeros, which some write and some leave out."""
    return {name: count for name, count in verdicts.items() if count}


def shell(pipeline: str) -> tuple[str, ...]:
    return ("sh", "-c", pipeline)


FLOWAUDIT = ("{flowaudit}", "drops", "--output", "json")

CONTENDERS = [
    Contender("flowaudit", "plain", (*FLOWAUDIT, "{plain}"),
              "all of it: pairs, policies, coverage", verdicts=flowaudit_verdicts),
    Contender("sj", "plain", ("{peer}", "on-demand", "{plain}"),
              "simdjson On-Demand: leaves a line that is no drop after its verdict",
              verdicts=peer_verdicts, is_base=True),
    Contender("dom", "plain", ("{peer}", "dom", "{plain}"),
              "simdjson DOM: parses every line whole", verdicts=peer_verdicts),
    Contender("cat", "plain", ("cat", "{plain}"), "reads, to /dev/null"),
    Contender("wc", "plain", ("wc", "-l", "{plain}"), "reads, counts line feeds"),
    Contender("rg", "plain", ("rg", "--count", "--fixed-strings", '"verdict":"DROPPED"', "{plain}"),
              "searches one text", needs=("rg",)),
    Contender("jq", "plain", shell(f"jq -r '{JQ_PROGRAM}' '{{sample}}' | sort | uniq -c"),
              "the usual script; measured on the head of the file only", reads="sample",
              needs=("jq",), verdicts=counted_drops),
    Contender("flowaudit-gzip", "gzip", (*FLOWAUDIT, "{gzip}"),
              "all of it, from a gzipped file", verdicts=flowaudit_verdicts),
    Contender("zcat", "gzip", ("zcat", "{gzip}"), "decompresses, to /dev/null", is_base=True),
    Contender("igzip", "gzip", ("igzip", "-dc", "{gzip}"), "decompresses with ISA-L, to /dev/null",
              needs=("igzip",)),
    Contender("pigz", "gzip", ("pigz", "-p1", "-dc", "{gzip}"), "decompresses, to /dev/null",
              needs=("pigz",)),
    Contender("zcat-sj", "gzip", shell("zcat '{gzip}' | '{peer}' on-demand -"),
              "decompresses into simdjson On-Demand", verdicts=peer_verdicts),
]
