#!/usr/bin/env python3
"""Feeds the series of many nodes to a real Prometheus that has the rules; prints how long each rule and each query of the dashboard takes.

usage: monitoring_scale.py FLOWAUDIT NODES SERIES DROPS

Of the SERIES of a node DROPS are flowaudit_drops_total, half as many flowaudit_audit_total, 40 the other families of `export`, the rest the agent's. All but
the last have an hour of samples, one a minute; they come by remote write. Prints the slowest rules and queries, and ends with 1 where one of them takes
more than a second.
"""
import http.client, json, os, signal, struct, subprocess, sys, tempfile, time, urllib.parse

import dashboard_check
from panels import ready
from prometheus import free_address

MINUTES, INSTANTS = 61, 5


def varint(number):
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes(out) + bytes([number])


def field(number, payload):
    return varint(number << 3 | 2) + varint(len(payload)) + payload


def snappy(raw):
    """A block of snappy's, literals alone."""
    parts = [raw[at : at + 65536] for at in range(0, len(raw), 65536)]
    return varint(len(raw)) + b"".join(bytes([61 << 2]) + struct.pack("<H", len(part) - 1) + part for part in parts)


def labels(name, node, **own):
    own.update(__name__=name, cluster="c%d" % (node % 4), instance="node-%d:9100" % node, job="node-exporter")
    return b"".join(field(1, field(1, key.encode()) + field(2, own[key].encode())) for key in sorted(own))


def group(number):
    """The labels of a drop; nodes have some of 200 pairs of namespaces each."""
    pair = number // 4
    reason = ("POLICY_DENIED", "POLICY_DENY", "CT_MAP_INSERTION_FAILED", "STALE_OR_UNROUTABLE_IP")[number % 4]
    rule = reason == "POLICY_DENY"
    return {
        "source_namespace": "ns-%d" % (pair % 20), "destination_namespace": "ns-%d" % (pair % 200 // 20 + 20), "direction": "egress" if pair < 200 else "ingress-%d" % (pair // 200),
        "reason": reason, "policy": "ns-%d/deny" % (pair % 20) if rule else "(default deny)", "policy_kind": "CiliumNetworkPolicy" if rule else "(none)"}


def node_series(node, count, drops):
    """(labels, whether it has an hour of samples) of each series."""
    own = [
        *(labels("flowaudit_lines_total", node, result=name) for name in ("flow", "blank", "malformed", "oversize")),
        *(labels("flowaudit_flows_total", node, verdict=name) for name in ("FORWARDED", "DROPPED", "AUDIT", "TRACED")),
        *(labels("flowaudit_lost_events_total", node, source="S%d" % number) for number in range(4)),
        *(labels("flowaudit_query_errors_total", node, reason="r%d" % number) for number in range(7)),
        *(labels("flowaudit_series_suppressed", node, family="f%d" % number) for number in range(12)),
        *(labels("flowaudit_skipped_lines_total", node, reason=name) for name in ("known", "too_old")),
        *(labels("flowaudit_" + name, node) for name in (
            "packets_dropped_total", "gaps_total", "newest_flow_timestamp_seconds", "last_run_timestamp_seconds", "last_success_timestamp_seconds",
            "last_run_success", "last_run_duration_seconds")),
        labels("flowaudit_build_info", node, version="1"), labels("up", node), labels("node_textfile_scrape_error", node)]
    own += [labels("flowaudit_drops_total", node, **group(node * 37 % 400 + number)) for number in range(drops)]
    own += [labels("flowaudit_audit_total", node, **group(node * 37 % 400 + number)) for number in range(drops // 2)]
    rest = [labels("hubble_flows_processed_total", node, subtype="s%d" % number, verdict="FORWARDED") for number in range(count - len(own))]
    return [(row, True) for row in own] + [(row, False) for row in rest]


def feed(address, rows):
    connection, now = http.client.HTTPConnection(address), int(time.time())
    for minute in range(MINUTES - 1, -1, -1):
        at = varint((now - 60 * minute) * 1000)
        chosen = [(index, row) for index, (row, is_long) in enumerate(rows) if is_long or minute < 2]
        for begin in range(0, len(chosen), 20000):
            body = []
            for index, row in chosen[begin : begin + 20000]:
                sample = b"\x09" + struct.pack("<d", (MINUTES - minute) // 5 * (1 + index % 50)) + b"\x10" + at
                body.append(field(1, row + field(2, sample)))
            connection.request("POST", "/api/v1/write", snappy(b"".join(body)), {"Content-Encoding": "snappy"})
            answer = connection.getresponse()
            said = answer.read()
            if answer.status >= 300:
                sys.exit("remote write: %d %s" % (answer.status, said[:200]))


def get(address, path, **parameters):
    url = "/api/v1/%s?%s" % (path, urllib.parse.urlencode(parameters))
    connection = http.client.HTTPConnection(address, timeout=300)
    connection.request("GET", url)
    return json.load(connection.getresponse())["data"]


def timed(address, query):
    """Seconds that a query takes, the least of some: what else the machine does is not the query's."""
    took = []
    for _ in range(INSTANTS):
        begin = time.monotonic()
        answer = get(address, "query", query=query)
        took.append(time.monotonic() - begin)
    return min(took), len(answer["result"])


def table(title, rows):
    print("\n| %s | s |\n| --- | --- |" % title)
    for name, seconds in sorted(rows, key=lambda row: -row[1])[:8]:
        print("| %s | %.3f |" % (name, seconds))
    return max(seconds for _, seconds in rows)


def main():
    program, nodes, count, drops = sys.argv[1], *map(int, sys.argv[2:5])
    rules = subprocess.run([program, "rules", "--cluster-label", "cluster"], check=True, capture_output=True, text=True).stdout
    dashboard = json.loads(subprocess.run([program, "dashboard", "--cluster-label", "cluster"], check=True, capture_output=True).stdout)
    with tempfile.TemporaryDirectory() as folder:
        configuration = os.path.join(folder, "prometheus.yml")
        with open(os.path.join(folder, "rules.yml"), "w") as file:
            file.write(rules)
        with open(configuration, "w") as file:
            file.write("global: {evaluation_interval: 10s}\n")
        address = free_address()
        prometheus = subprocess.Popen(
            ["prometheus", "--config.file=" + configuration, "--storage.tsdb.path=" + os.path.join(folder, "data"),
             "--web.listen-address=" + address, "--web.enable-remote-write-receiver"], stderr=subprocess.DEVNULL)
        try:
            time.sleep(5)
            rows = [row for node in range(nodes) for row in node_series(node, count, drops)]
            feed(address, rows)
            # Only now: where rules write, samples of an hour ago are too old.
            with open(configuration, "a") as file:
                file.write("rule_files: [rules.yml]\n")
            prometheus.send_signal(signal.SIGHUP)
            fed, best, end = time.time(), {}, time.monotonic() + 120
            while time.monotonic() < end:
                time.sleep(5)
                for group in get(address, "rules")["groups"]:
                    for number, rule in enumerate(group["rules"]):
                        name = "%s %s" % (rule["name"], rule.get("labels", {}).get("severity", ""))
                        if rule["lastEvaluation"] > time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(fed)):
                            best[name] = min(best.get(name, 1e9), rule["evaluationTime"])
            print("%d nodes with %d series, %d of them flowaudit_drops_total: %d series" % (nodes, count, drops, len(rows)))
            slowest = table("rule", list(best.items()))
            queries = {ready(query) for where, query in dashboard_check.queries(dashboard) if where.startswith("panel")}
            slowest = max(slowest, table("query of the dashboard", [("`%s`" % " ".join(query.split()).replace("|", "\\|"), timed(address, query)[0]) for query in queries]))
        finally:
            prometheus.terminate()
            prometheus.wait()
    sys.exit(1 if slowest > 1 else 0)


if __name__ == "__main__":
    main()
