"""Everything that is measured: the sections with their contenders, and the probes."""

import counts
from contenders import Contender, Section, wall
from probes import Probe, ProbeTable, allocations_per_million_lines, instructions_per_byte

WORKLOADS = "source-workload,destination-workload,destination-port"
PIPE = ("{pipe}", str(1 << 20), "cat", "{file}", "--")
QUARTERS = ("{quarter_1}", "{quarter_2}", "{quarter_3}", "{quarter_4}")
JQ_PROGRAM = (
    'select(.flow.verdict=="DROPPED")|.flow|[.source.namespace,.destination.namespace,'
    ".drop_reason_desc,((.egress_denied_by//.ingress_denied_by//[])[0].name)]|@tsv"
)


def shell(pipeline: str) -> tuple[str, ...]:
    return ("sh", "-c", pipeline)


def flowaudit(name: str = "flowaudit", what: str = "all of it: pairs, policies, coverage", *,
              command: tuple[str, ...] = ("drops",), threads: int = 1,
              files: tuple[str, ...] = ("{file}",), feed: tuple[str, ...] = (),
              needs: tuple[str, ...] = (), **environment: str) -> Contender:
    words = (*feed, "{flowaudit}", *command, "--output", "json", "--threads", str(threads),
             "{options}", *files)
    return Contender(name, words, what, environment, needs, counts.of_flowaudit)


def lines(name: str, what: str, *flags: str) -> Contender:
    """`filter` on one thread, its lines to /dev/null."""
    words = ("{flowaudit}", "filter", "--threads", "1", *flags, "{file}")
    return Contender(name, words, what)


# How a peer may come to its bytes: which is the fastest depends on the file and the system.
WAYS = {
    "read-256k": "reads of 256 KiB",
    "read-1m": "reads of 1 MiB",
    "map": "the file mapped",
    "map-populate": "the file mapped, all pages at once",
}


def simdjson(name: str, mode: str, what: str, target: str = "",
             ways: tuple[str, ...] = tuple(WAYS)) -> tuple[Contender, ...]:
    """The simdjson peer in each of its ways: `name`/WAY; a ratio to `name` is to the best of them.

    For a `target` of g++, it is forced to the set of that name, too.
    """
    environment = {"SIMDJSON_FORCE_IMPLEMENTATION": target} if target else {}
    needs = {"haswell": ("avx2",), "westmere": ("ssse3",)}.get(target, ())
    return tuple(
        Contender(f"{name}/{way}", (f"{{peer_{target or 'native'}}}", mode, way, "{file}"),
                  f"{what}; {WAYS[way]}", environment, needs, counts.of_peer)
        for way in ways)


SJ = simdjson("sj", "on-demand",
              "simdjson On-Demand: leaves a line that is no drop after its verdict")
DOM = simdjson("dom", "dom", "simdjson DOM: parses every line whole")


def shape_section(shape: str, heading: str, note: str = "") -> Section:
    """flowaudit on one thread against simdjson."""
    return Section(shape, heading, note, "sj", (flowaudit(), *SJ, *DOM), shape)


SECTIONS = (
    Section(
        "full", "Full lines", "", "sj",
        (
            flowaudit(),
            *SJ,
            *DOM,
            Contender("read", ("{floor}", "read", "{file}"), "read() into 256 KiB, and no more"),
            Contender("lines", ("{floor}", "lines", "{file}"), "and memchr for line feeds"),
            Contender("cat", ("cat", "{file}"), "reads, to /dev/null"),
            Contender("wc", ("wc", "-l", "{file}"), "reads, counts line feeds"),
            Contender("rg", ("rg", "--count", "--fixed-strings", '"verdict":"DROPPED"', "{file}"),
                      "searches one text", needs=("rg",)),
            Contender("jq", shell(f"jq -r '{JQ_PROGRAM}' '{{sample}}' | sort | uniq -c"),
                      "the usual script; measured on the head of the file only", needs=("jq",),
                      counts=counts.of_uniq, sample=True),
            Contender("duckdb", ("{python}", "{duckdb_drops}", "{file}"),
                      "DuckDB, typed columns, one thread", needs=("import duckdb",),
                      counts=counts.of_peer),
            Contender("chdb", ("{python}", "{chdb_drops}", "{file}"),
                      "ClickHouse in a process, JSONEachRow, one thread", needs=("import chdb",),
                      counts=counts.of_peer),
        ),
        is_everyday=True,
    ),
    Section(
        "gzip", "Gzipped file", "GB/s are of decompressed bytes.", "zcat",
        (
            flowaudit("flowaudit-gzip", "with the inflater of its choice", files=("{gzip}",)),
            flowaudit("flowaudit-zlib", "forced to zlib", files=("{gzip}",),
                      FLOWAUDIT_INFLATER="zlib"),
            Contender("zcat", ("zcat", "{gzip}"), "decompresses, to /dev/null"),
            Contender("igzip", ("igzip", "-dc", "{gzip}"), "decompresses with ISA-L, to /dev/null",
                      needs=("igzip",)),
            Contender("pigz", ("pigz", "-p1", "-dc", "{gzip}"), "decompresses, to /dev/null",
                      needs=("pigz",)),
            Contender("zcat-sj", shell("zcat '{gzip}' | '{peer_native}' on-demand read-256k -"),
                      "decompresses into simdjson On-Demand", counts=counts.of_peer),
        ),
        is_everyday=True,
    ),
    shape_section("exporter", "Exporter lines", "The field mask that Hubble's exporter is given."),
    shape_section("minimal", "Minimal lines", "Verdict, namespaces and pods only."),
    shape_section("drops", "Nothing but drops"),
    shape_section("spaced", "Spaced lines", "A blank behind each colon and comma."),
    shape_section("unicode", "Lines beyond ASCII", "Most lines have characters outside ASCII."),
    shape_section("bad", "One bad line in a hundred",
                  "`sj` skips validation: what is broken behind a verdict it does not see, so its "
                  "counts differ."),
    Section(
        "sets", "Instruction sets",
        "flowaudit and simdjson forced to a set; flowaudit by FLOWAUDIT_KERNELS, simdjson by "
        "SIMDJSON_FORCE_IMPLEMENTATION and g++'s -march.", "sj",
        (
            flowaudit(),
            *SJ,
            flowaudit("flowaudit-avx2", needs=("avx2",), FLOWAUDIT_KERNELS="avx2"),
            *simdjson("sj-haswell", "on-demand", "simdjson On-Demand", "haswell"),
            flowaudit("flowaudit-ssse3", needs=("ssse3",), FLOWAUDIT_KERNELS="ssse3"),
            *simdjson("sj-westmere", "on-demand", "simdjson On-Demand", "westmere"),
            flowaudit("flowaudit-sse2", needs=("sse2",), FLOWAUDIT_KERNELS="sse2"),
            flowaudit("flowaudit-swift", "no kernels: Swift alone", FLOWAUDIT_KERNELS="swift"),
        ),
    ),
    Section(
        "flows", "Grouping of all flows", "", "flowaudit-drops",
        (
            flowaudit("flowaudit-flows", "all flows by workloads and port",
                      command=("flows", "--by", WORKLOADS)),
            flowaudit("flowaudit-drops"),
        ),
    ),
    Section(
        "filters", "Filters", "On one thread; the lines that `filter` writes go to /dev/null.",
        "flowaudit-drops",
        (
            flowaudit("flowaudit-drops"),
            Contender("drops-namespace",
                      ("{flowaudit}", "drops", "--namespace", "payments", "--output", "json",
                       "--threads", "1", "{file}"), "drops of one namespace"),
            lines("filter-verdict", "DROPPED lines", "--verdict", "DROPPED"),
            lines("filter-label", "a label of one line in five", "--label", "k8s:tier=frontend"),
            lines("filter-ip", "a CIDR range", "--ip", "10.0.0.0/16"),
            lines("filter-path", "a regular expression", "--http-path", "^/api/"),
            lines("filter-all", "every line"),
        ),
    ),
    Section(
        "threads", "Two threads", "", "one-thread",
        (flowaudit("two-threads", threads=2), flowaudit("one-thread")), seconds=wall,
    ),
    Section(
        "drops-threads", "Two threads on nothing but drops", "", "one-thread",
        (flowaudit("two-threads", threads=2), flowaudit("one-thread")), "drops", seconds=wall,
    ),
    Section(
        "gzip-threads", "Several gzipped files",
        "The same lines as one file, or as four of a quarter each.", "one-file",
        (
            flowaudit("four-files", threads=2, files=QUARTERS),
            flowaudit("one-file", files=("{gzip}",)),
        ),
        seconds=wall,
    ),
    Section(
        "pipe", "Pipe", "The pipe holds 1 MiB (Instruments/pipe.c).", "cat-cat",
        (
            flowaudit("cat-flowaudit", feed=PIPE, files=("-",)),
            Contender("cat-cat", (*PIPE, "cat"), "from one cat to the other, to /dev/null"),
            Contender("redirected",
                      shell("'{flowaudit}' drops --output json --threads 1 {options} - <'{file}'"),
                      "standard input is a file", counts=counts.of_flowaudit),
        ),
        seconds=wall,
    ),
    Section(
        "large", "Memory", "Five times as much of the same lines.", None,
        (flowaudit("two-threads", threads=2),), size_factor=5, seconds=wall,
    ),
    Section(
        "start", "Start-up", "", "nothing",
        (
            Contender("version", ("{flowaudit}", "--version"), "flowaudit's start and end"),
            Contender("nothing", ("{nothing}",), "a C program that does nothing"),
        ),
        None, seconds=wall, rounds=50,
    ),
)

PROBE_TABLES = (
    ProbeTable(
        "allocations", "Allocations",
        "Calls of malloc and its like, between a log and one that is five times as long: 0 where "
        "the loop allocates nothing.",
        "allocations per million lines", ",.0f", allocations_per_million_lines,
        (
            Probe("drops", "full", flowaudit()),
            Probe("drops", "drops", flowaudit()),
            Probe("flows --by", "full", flowaudit(command=("flows", "--by", WORKLOADS))),
        ),
    ),
    ProbeTable(
        "instructions", "Instructions",
        "Counted by callgrind, between a log and one that is twice as long. Valgrind knows no "
        "AVX-512: all use AVX2.",
        "instructions per byte", ".3g", instructions_per_byte,
        tuple(
            Probe(contender.name, shape, contender)
            for shape in ("full", "exporter", "minimal", "drops", "spaced", "unicode", "bad")
            for contender in (flowaudit(),
                              *simdjson("sj-haswell", "on-demand", "", "haswell", ("read-256k",)))
        ),
        needs=("valgrind", "avx2"),
    ),
)
