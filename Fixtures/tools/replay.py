#!/usr/bin/env python3
"""Replays a flow log while `export` runs over it and a real Prometheus scrapes a real node_exporter; prints what Prometheus saw.

usage: replay.py FLOWAUDIT LOG STEPS [OPTION OF export --follow...]

LOG is appended in STEPS to a log that is empty first. Two exporters count it, each with a file of its own: `cron`, a run of --state after each
step, and `follow`, one run of --follow. A step is over when Prometheus has seen all bytes counted. Prints as JSON, for each of the two,
`packets` and `drops`: the series of flowaudit_packets_dropped_total and flowaudit_drops_total, each with its labels, its `first` and
`last` sample and its `increase` over a window that begins before the first step and ends with the last sample.
"""
import json, os, signal, subprocess, sys, tempfile

from prometheus import Prometheus

FAMILIES = {"packets": "flowaudit_packets_dropped_total", "drops": "flowaudit_drops_total"}
RUNS = ("cron", "follow")


def cut(path, steps):
    """The log in so many parts of whole lines."""
    lines = open(path, "rb").read().splitlines(keepends=True)
    return [b"".join(lines[len(lines) * step // steps : len(lines) * (step + 1) // steps]) for step in range(steps)]


class Replay:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.textfiles = os.path.join(folder, "textfiles")
        self.log = os.path.join(folder, "events.log")
        os.mkdir(self.textfiles)
        open(self.log, "w").close()

    def command(self, run):
        return [
            self.program, "export", "--state", os.path.join(self.folder, run), "--textfile",
            os.path.join(self.textfiles, run + ".prom"), "--const-label", "run=" + run, self.log]

    def export(self):
        subprocess.run(self.command("cron"), check=True)

    def append(self, part):
        with open(self.log, "ab") as log:
            log.write(part)

    def has_seen(self, prometheus, query, value):
        """Whether a query has this value for both."""
        return sorted(float(series["value"][1]) for series in prometheus.query(query)) == [value, value]

    def run(self, prometheus, parts):
        def wait_for(query, value):
            prometheus.wait_for("%s is %d twice" % (query, value), lambda: self.has_seen(prometheus, query, value))

        self.export()
        # The window's first edge is flat.
        wait_for("count_over_time(flowaudit_packets_dropped_total[1h]) >= bool 3", 1)
        for part in parts:
            self.append(part)
            self.export()
            wait_for("flowaudit_input_bytes_total", os.path.getsize(self.log))
        # Series that are new in the last step are 0 first.
        self.export()
        wait_for("sum by (run) (flowaudit_drops_total) == bool on (run) flowaudit_packets_dropped_total", 1)
        # So is its last.
        wait_for("min_over_time(flowaudit_input_bytes_total[3s]) == bool %d" % os.path.getsize(self.log), 1)
        print(json.dumps({run: self.seen(prometheus, run) for run in RUNS}))

    def seen(self, prometheus, run):
        end = prometheus.query('flowaudit_packets_dropped_total{run="%s"}[1h]' % run)[0]["values"][-1][0]
        found = {}
        for name, family in FAMILIES.items():
            selector = '%s{run="%s"}[1h]' % (family, run)
            increases = {
                label_key(series["metric"]): float(series["value"][1])
                for series in prometheus.query("increase(%s)" % selector, time=end)}
            found[name] = [
                {"labels": series["metric"], "first": float(series["values"][0][1]), "last": float(series["values"][-1][1]),
                 "increase": increases.get(label_key(series["metric"]), 0)}
                for series in prometheus.query(selector, time=end)]
        return found


def label_key(labels):
    return tuple(sorted(item for item in labels.items() if item[0] != "__name__"))


def main():
    program, log, steps = sys.argv[1], sys.argv[2], int(sys.argv[3])
    with tempfile.TemporaryDirectory() as folder:
        replay = Replay(program, folder)
        follow = subprocess.Popen(replay.command("follow") + ["--follow", "--from-start", *sys.argv[4:]])
        try:
            with Prometheus(replay.textfiles) as prometheus:
                replay.run(prometheus, cut(log, steps))
        finally:
            follow.send_signal(signal.SIGTERM)
            if follow.wait(timeout=30) != 0:
                sys.exit("export --follow ended with %d" % follow.returncode)


if __name__ == "__main__":
    main()
