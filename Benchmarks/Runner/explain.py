"""Measures `explain` and `impact` beside `drops` and `flows`, in turn, and prints a Markdown page.

usage: python3 Benchmarks/Runner/explain.py FLOWAUDIT [ROUNDS]

5,000 policies; a log of a million drops that ask some 20,000 questions; 500 MB of flows. Everything is made by
generate-flows, in $FLOWAUDIT_BENCH_DIR. Processor time (user and system) of whole processes on one thread.
"""

import datetime
import os
import pathlib
import statistics
import subprocess
import sys

import inputs
import machine
import tools

# Few policies select each workload, or many do.
CLUSTERS = {"wide": ["--namespaces", "400"], "dense": []}
POLICIES = ["--policies", "5000"]
LOGS = {"drops": ["--packets", "27500", "--shape", "drops", "--lines", "1930000"],
        "flows": ["--packets", "20000", "--bytes", "500M"]}
ROW_FIELDS = "source-workload,destination-workload,protocol,destination-port"
# All that `impact` groups by.
FIELDS = (ROW_FIELDS + ",direction,icmp-type,source-labels,destination-labels,source-ip,destination-ip,"
          "source-names,destination-names,verdict,is-reply,tcp-flags")


def made(folder: pathlib.Path, generator: pathlib.Path, name: str, options: list[str]) -> str:
    path = folder / f"explain-{inputs.file_hash(generator)}-{name}"
    if not path.exists():
        with open(path, "wb") as output:
            subprocess.run([generator, *options], stdout=output, check=True)
    inputs.warm(path)
    return str(path)


def commands(policies: str, drops: str, flows: str) -> dict[str, list[str]]:
    judged = ["--policies", policies]
    rows = {
        "drops": ["drops", drops],
        "explain": ["explain", *judged, drops, "--output", "json"],
        "explain, table": ["explain", *judged, drops],
        "explain, an empty log": ["explain", *judged, os.devnull],
        "flows, all fields": ["flows", "--by", FIELDS, flows, "--output", "json"],
        "flows, fields of the rows": ["flows", "--by", ROW_FIELDS, flows, "--output", "json"],
        "impact": ["impact", *judged, flows, "--output", "json"],
        "impact, an empty log": ["impact", *judged, os.devnull],
    }
    return {name: [*words, "--threads", "1"] for name, words in rows.items()}


def cost(command: list[str]) -> tuple[float, int]:
    """Seconds of the processor, and bytes at the peak."""
    with open(os.devnull, "wb") as nowhere:
        with subprocess.Popen(command, stdout=nowhere, stderr=nowhere) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
    if status:
        sys.exit(f"status {process.returncode}: {' '.join(command)}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def table(flowaudit: str, rows: dict[str, list[str]], rounds: int) -> list[str]:
    costs: dict[str, list[tuple[float, int]]] = {name: [] for name in rows}
    for _ in range(rounds):
        for name, words in rows.items():
            costs[name].append(cost([flowaudit, *words]))
    text = ["| command | seconds: least, median | peak MiB | to drops: of the least, median | "
            "to flows, all fields: of the least, median |", "| --- | --- | --- | --- | --- |"]
    for name, runs in costs.items():
        seconds = [run[0] for run in runs]
        cells = [name, f"{min(seconds):.2f}, {statistics.median(seconds):.2f}",
                 f"{max(run[1] for run in runs) / 2**20:.0f}"]
        for base in ("drops", "flows, all fields"):
            others = [run[0] for run in costs[base]]
            ratio = statistics.median(one / other for one, other in zip(seconds, others))
            cells.append(f"{min(seconds) / min(others):.2f}, {ratio:.2f}")
        text.append(f"| {' | '.join(cells)} |")
    return text


def main() -> None:
    flowaudit, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 7
    folder = pathlib.Path(os.environ.get("FLOWAUDIT_BENCH_DIR", "/tmp/flowaudit-bench"))
    folder.mkdir(parents=True, exist_ok=True)
    package = tools.BENCHMARKS
    subprocess.run(["swift", "build", "--package-path", package, "-c", "release", "--quiet"], check=True)
    generator = package / ".build/release/generate-flows"
    load = os.getloadavg()[0]
    pages = []
    for cluster, options in CLUSTERS.items():
        policies = made(folder, generator, f"{cluster}-policies.json", [*options, *POLICIES])
        logs = {name: made(folder, generator, f"{cluster}-{name}.jsonl", [*options, *more])
                for name, more in LOGS.items()}
        sizes = ", ".join(f"{name} {os.path.getsize(path):,} bytes" for name, path in logs.items())
        pages += [f"\n## {cluster.capitalize()}: `generate-flows {' '.join(options)} ...`, {sizes}\n",
                  *table(flowaudit, commands(policies, **logs), rounds)]
    known = machine.describe(flowaudit)
    kept = ("processor", "memory", "kernel", "Swift", "flowaudit")
    facts = {"date": datetime.date.today().isoformat(), **{name: known[name] for name in kept},
             "rounds": f"{rounds}, in turn; page cache warm; one thread",
             "load": f"{load:.2g} at the start, {os.getloadavg()[0]:.2g} at the end, where 1 is a core"}
    print(f"# {facts['date']}: explain and impact\n\n|  |  |\n| --- | --- |")
    print("\n".join([f"| {name} | {value} |" for name, value in facts.items()] + pages))


if __name__ == "__main__":
    main()
