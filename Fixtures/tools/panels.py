#!/usr/bin/env python3
"""Asks a real Prometheus every query of rules and dashboard, and runs the commands of the runbook; prints what is wrong.

usage: panels.py FLOWAUDIT LOG RUNBOOK

Two nodes: `export` counts LOG on one, and finds no log on the other. Each query has to have an answer, each family has to be one that `export`
writes, and each distinct command of the runbook has to end with 0, or with 1 where it finds something.
"""
import json, os, re, shutil, subprocess, sys, tempfile, urllib.parse

import dashboard_check
from prometheus import Prometheus

METRICS = "dns httpV2:labelsContext=destination_namespace,destination_workload"
SETTINGS = ["--interval", "1s", "--cluster-label", "cluster", "--expect-flows", "--hubble-metrics", METRICS]
FOREIGN = {"up", "ALERTS", "node_textfile_scrape_error", "argocd_app_sync_total"}
VALUES = {"$__rate_interval": "5m", "$__range_s": "3600", "$__range": "1h", "$cluster": ".*", "$node": ".*", "$source": ".*", "$destination": ".*", "$reason": ".*"}


class Nodes:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.directories = [os.path.join(folder, name) for name in ("well", "failing")]
        for directory in self.directories:
            os.mkdir(directory)
        self.log = os.path.join(folder, "events.log")
        open(self.log, "w").close()

    def flowaudit(self, *arguments):
        return subprocess.run([self.program, *arguments], check=True, capture_output=True, text=True).stdout

    def export(self, directory, log):
        """A run; it may fail."""
        subprocess.run(
            [self.program, "export", "--quiet", "--state", os.path.join(self.folder, os.path.basename(directory) + ".state"), "--textfile",
             os.path.join(directory, "flowaudit.prom"), "--const-label", "cluster=c1", "--hubble-metrics", METRICS, log], stderr=subprocess.DEVNULL)

    def sync(self, count):
        """What Argo CD counts, after so many syncs."""
        path = os.path.join(self.directories[0], "argocd.prom")
        with open(path + ".new", "w") as file:
            file.write('argocd_app_sync_total{name="shop",phase="Succeeded"} %d\n' % count)
        os.rename(path + ".new", path)

    def written(self):
        """The families that `export` writes."""
        text = open(os.path.join(self.directories[0], "flowaudit.prom")).read()
        return set(re.findall(r"^# TYPE (\w+) ", text, re.M))


def ready(query):
    for name, value in VALUES.items():
        query = query.replace(name, value)
    return query


def answer(prometheus, dashboard, where, query):
    """The series of a query, as Grafana would ask."""
    if where.startswith("variable"):
        data = prometheus.get("series", **{"match[]": re.sub(r"\{\}?$", "", query)})
        return data or []
    return prometheus.query(query)


def runbook(path, environment):
    """The commands of the runbook that fail."""
    blocks = re.findall(r"^## (\w+)\n.*?^```sh\n(.*?)^```", open(path).read(), re.M | re.S)
    commands = sorted({command for _, block in blocks for command in block.splitlines()})
    for command in commands:
        done = subprocess.run(["bash", "-u", "-c", command], env=environment, capture_output=True, text=True)
        if done.returncode not in (0, 1) or "command not found" in done.stderr:
            yield "%s: status %d: %s" % (command, done.returncode, done.stderr)


def check(nodes, log, runbook_path):
    dashboard = json.loads(nodes.flowaudit("dashboard", *SETTINGS))
    rules = os.path.join(nodes.folder, "rules.yml")
    with open(rules, "w") as file:
        file.write(nodes.flowaudit("rules", *SETTINGS))
    nodes.export(nodes.directories[0], nodes.log)
    nodes.export(nodes.directories[1], os.path.join(nodes.folder, "no.log"))
    nodes.sync(1)
    with Prometheus(*nodes.directories, rules=[rules]) as prometheus:
        prometheus.wait_for("both nodes are seen", lambda: len(prometheus.query("flowaudit_build_info")) == 2)
        shutil.copyfile(log, nodes.log)
        # Series are there with 0 first.
        nodes.export(nodes.directories[0], nodes.log)
        nodes.sync(2)
        prometheus.wait_for("new series are seen", lambda: prometheus.query("count(flowaudit_drops_total)"))
        nodes.export(nodes.directories[0], nodes.log)
        open_queries = {(where, ready(query)) for where, query in dashboard_check.queries(dashboard)}

        def all_answered():
            open_queries.difference_update([one for one in open_queries if answer(prometheus, dashboard, *one)])
            return not open_queries

        try:
            prometheus.wait_for("every query is answered", all_answered, 40)
        except SystemExit:
            yield from ("%s has no answer: %s" % one for one in sorted(open_queries))
        groups = prometheus.get("rules")["groups"]
        yield from ("%s: %s" % (rule["name"], rule["lastError"]) for group in groups for rule in group["rules"] if rule.get("lastError"))
        recorded = {rule["name"] for group in groups for rule in group["rules"] if rule["type"] == "recording"}
        known = nodes.written() | FOREIGN | recorded
        # A series of it there must be: a histogram's is no family's name, and rules ask none.
        asked = {name for group in groups for rule in group["rules"] for name in dashboard_check.families(rule["query"])}
        yield from ("a rule asks %s, which nobody writes" % name for name in asked - known)
        yield from dashboard_check.faults(dashboard, known)
        for what, mutant in dashboard_check.mutants(dashboard).items():
            if not dashboard_check.faults(mutant, known):
                yield "%s is not found" % what
        environment = dict(
            os.environ, PATH=os.path.dirname(nodes.program) + ":" + os.environ["PATH"], LOG=nodes.log, METRICS=nodes.directories[0],
            STATE=os.path.join(nodes.folder, "well.state"), PROMETHEUS="http://" + prometheus.address)
        yield from runbook(runbook_path, environment)


def main():
    with tempfile.TemporaryDirectory() as folder:
        wrong = list(check(Nodes(sys.argv[1], folder), sys.argv[2], sys.argv[3]))
    print("\n".join(wrong) if wrong else "all is answered")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
