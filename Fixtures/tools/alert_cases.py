"""The cases of the alerts, for promtool: series in, the alerts that have to fire out, at a time.

Rules of one alert are asked by its own cases. A case is (name, alert, time, series, labels of the alerts that fire); its samples are a minute apart,
or STEP minutes where it lasts for a day. The counters move once in five minutes, as those of a textfile under cron do.
"""
DROPS, BUILD, SUCCESS = "flowaudit_drops_total", "flowaudit_build_info", "flowaudit_last_success_timestamp_seconds"
VERSION = 'version="0.1.0"'
ENDS = 'source_namespace="a",destination_namespace="b",direction="egress",'
DENIED = ENDS + 'reason="POLICY_DENIED",policy="(default deny)",policy_kind="(none)"'
RULE = ENDS + 'reason="POLICY_DENY",policy="b/deny-x",policy_kind="CiliumNetworkPolicy"'
OTHER = RULE.replace("POLICY_DENY", "CT_NO_MAP_FOUND")
STEP = 5


def steps(rate, minutes, start=0, reset_at=None):
    """A counter that grows by so much a minute, and moves once in five."""
    values, value = [], start
    for minute in range(minutes + 1):
        value = 0 if minute == reset_at else value + (rate * 5 if minute and minute % 5 == 0 else 0)
        values.append(value)
    return text(values)


def text(values):
    return " ".join("%d" % value if value is not None else "_" for value in values)


def const(value, minutes):
    return text([value] * (minutes + 1))


def then(*parts):
    """(value, how many samples) one behind the other."""
    return text([value for value, count in parts for _ in range(count)])


def by_hour(rate, hours=27):
    """A counter over hours, by its rate a minute in each; a sample in STEP minutes."""
    values, value = [], 0
    for minute in range(0, hours * 60 + 1, STEP):
        value += rate(minute // 60) * STEP if minute else 0
        values.append(value)
    return text(values)


def stamps(minutes, stop=None):
    """When the last of some runs began that come every five minutes: seconds since 0, as promtool's clock."""
    return text([60 * (min(minute, minutes if stop is None else stop) // 5 * 5) for minute in range(minutes + 1)])


class Cases:
    def __init__(self, cluster="c1"):
        self.cluster = {"cluster": cluster} if cluster else {}
        self.all = []
        self.node = dict(self.cluster, instance="n1:9100")
        self.target = dict(self.node, job="node-exporter")
        self.pair = dict(self.cluster, source_namespace="a", destination_namespace="b")
        for add in (self.drops, self.rising, self.pairs, self.policies, self.answers, self.blind, self.flows, self.job, self.absence):
            add()

    def series(self, name, labels, values, instance="n1:9100", job="node-exporter"):
        own = dict(self.cluster, instance=instance, job=job)
        parts = ['%s="%s"' % item for item in own.items()] + ([labels] if labels else [])
        return {"series": "%s{%s}" % (name, ",".join(parts)), "values": values}

    def case(self, name, alert, at, series, fires=(), step=1):
        self.all.append((name, "Flowaudit" + alert, at, series, [dict(labels) for labels in fires], step))

    def one(self, name, alert, at, family, labels, values, *fires):
        """A case of one series."""
        self.case(name, alert, at, [self.series(family, labels, values)], fires)

    def warned(self, labels, **more):
        return dict(labels, severity="warning", **more)

    def drops(self):
        both = [dict(self.pair, severity=name) for name in ("warning", "critical")]
        self.one("drops-20-a-minute", "DropsHigh", "40m", DROPS, DENIED, steps(20, 60), both[0])
        self.one("drops-200-a-minute", "DropsHigh", "40m", DROPS, DENIED, steps(200, 60), *both)
        for name, values in [
            ("5-a-minute", steps(5, 60)), ("flat-high-counter", const(1000000, 60)), ("reset", steps(5, 60, 100000, 30)),
            ("one-burst-of-120", then((0, 20), (120, 41)))]:
            self.one("drops-%s-silent" % name, "DropsHigh", "40m", DROPS, DENIED, values)
        two = [self.series(DROPS, DENIED, steps(6, 60), instance=node) for node in ("n1:9100", "n2:9100")]
        self.case("drops-two-nodes-sum", "DropsHigh", "40m", two, [both[0]])
        self.one("drops-no-series-silent", "DropsHigh", "40m", BUILD, VERSION, const(1, 60))

    def rising(self):
        def at(name, time, rate, *fires, hours=27):
            self.case("rising-" + name, "DropsRising", time, [self.series(DROPS, DENIED, by_hour(rate, hours))], fires, STEP)

        warning = self.warned(self.pair)
        at("x10", "26h50m", lambda hour: 20 if hour >= 26 else 1, warning)
        at("steady-20-silent", "26h50m", lambda hour: 20)
        at("x10-but-few-silent", "26h50m", lambda hour: 1 if hour >= 26 else 0)
        at("every-day-at-this-hour-silent", "26h55m", lambda hour: 20 if hour % 24 == 2 else 1)
        at("no-yesterday-young-cluster", "3h50m", lambda hour: 20 if hour >= 3 else 0, warning, hours=4)
        at("for-three-hours-silent", "26h50m", lambda hour: 20 if hour >= 23 else 1)

    def pairs(self):
        info = dict(self.pair, severity="info")
        self.one("new-pair", "NewDeniedPair", "90m", DROPS, DENIED, then((None, 60), (0, 5), (50, 60)), info)
        self.one("new-pair-old-pair-silent", "NewDeniedPair", "90m", DROPS, DENIED, steps(5, 120))
        self.one("new-pair-few-silent", "NewDeniedPair", "90m", DROPS, DENIED, then((None, 60), (0, 5), (5, 60)))

    def policies(self):
        policy = dict(self.cluster, policy="b/deny-x", policy_kind="CiliumNetworkPolicy")
        both = [dict(policy, severity=name) for name in ("warning", "critical")]
        self.one("policy-8-a-minute", "PolicyDenies", "40m", DROPS, RULE, steps(8, 60), both[0])
        self.one("policy-80-a-minute", "PolicyDenies", "40m", DROPS, RULE, steps(80, 60), *both)
        self.one("policy-3-a-minute-silent", "PolicyDenies", "40m", DROPS, RULE, steps(3, 60))
        self.one("policy-other-reason-silent", "PolicyDenies", "40m", DROPS, OTHER, steps(80, 60))
        self.one("policy-reset-silent", "PolicyDenies", "40m", DROPS, RULE, steps(3, 60, 50000, 28))
        reason = self.warned(self.pair, reason="CT_NO_MAP_FOUND")
        self.one("no-policy-20-a-minute", "DropsNoPolicy", "40m", DROPS, OTHER, steps(20, 60), reason)
        self.one("no-policy-5-a-minute-silent", "DropsNoPolicy", "40m", DROPS, OTHER, steps(5, 60))
        for name, labels in [("rule", RULE), ("default-deny", DENIED), ("l7", RULE.replace("POLICY_DENY", "L7_DENIED"))]:
            self.one("no-policy-%s-silent" % name, "DropsNoPolicy", "40m", DROPS, labels, steps(80, 60))
        audited = dict(self.cluster, policy="b/deny-x", policy_kind="CiliumNetworkPolicy", severity="info")
        self.one("audit", "Audit", "40m", "flowaudit_audit_total", RULE, steps(1, 60), audited)
        self.one("audit-zero-silent", "Audit", "40m", "flowaudit_audit_total", RULE, const(0, 60))
        self.one("audit-over-silent", "Audit", "40m", "flowaudit_audit_total", RULE, then((0, 5), (50, 60)))
        self.one("audit-drops-silent", "Audit", "40m", DROPS, RULE, steps(20, 60))

    def answers(self):
        dns, failed = "hubble_dns_responses_total", 'ips_returned="0",qtypes="A",rcode="Server Failure"'
        both = [dict(self.cluster, severity=name) for name in ("warning", "critical")]
        self.one("dns-servfail-5", "DNSFailures", "40m", dns, failed, steps(5, 60), both[0])
        self.one("dns-servfail-20", "DNSFailures", "40m", dns, failed, steps(20, 60), *both)
        normal = [failed.replace("Server Failure", rcode) for rcode in ("Non-Existent Domain", "No Error")]
        self.case("dns-nxdomain-600-silent", "DNSFailures", "40m", [self.series(dns, labels, steps(600, 60)) for labels in normal])

        def http(workload, status, rate):
            labels = 'destination_namespace="shop",destination_workload="%s",method="GET",protocol="HTTP/1.1",reporter="server",status="%s"'
            return self.series("hubble_http_requests_total", labels % (workload, status), steps(rate, 60))

        def errors(name, rates, *workloads):
            series = [http(*row) for row in rates]
            fires = [self.warned(self.cluster, destination_namespace="shop", destination_workload=one) for one in workloads]
            self.case("http-" + name, "HTTPErrors", "40m", series, fires)

        # The canary answers one request in ten wrong; with the whole, that is one in a hundred.
        errors("canary", [("web", 200, 900), ("canary", 200, 90), ("canary", 503, 10)], "canary")
        errors("3-percent-silent", [("web", 200, 970), ("web", 500, 30)])
        errors("few-silent", [("web", 200, 1), ("web", 500, 0.4)])
        errors("client-errors-silent", [("web", 200, 50), ("web", 404, 50)])

    def blind(self):
        lost, place = "flowaudit_lost_events_total", 'source="PERF_EVENT_RING_BUFFER"'
        self.one("lost", "LostEvents", "45m", lost, place, steps(1, 60), self.warned(self.node, source="PERF_EVENT_RING_BUFFER"))
        self.one("lost-zero-silent", "LostEvents", "45m", lost, place, const(0, 60))
        self.one("lost-flat-silent", "LostEvents", "45m", lost, place, const(4711, 60))
        self.one("gap", "Gaps", "45m", "flowaudit_gaps_total", "", then((0, 30), (1, 31)), self.warned(self.node))
        self.one("gap-none-silent", "Gaps", "45m", "flowaudit_gaps_total", "", const(3, 60))
        lines = "flowaudit_lines_total"

        def read(name, flows, malformed, *fires, result="malformed"):
            series = [self.series(lines, 'result="flow"', flows), self.series(lines, 'result="%s"' % result, malformed)]
            self.case("malformed-" + name, "LinesMalformed", "45m", series, fires)

        read("5-percent", steps(95, 60), steps(5, 60), self.warned(self.node))
        read("oversize-5-percent", steps(95, 60), steps(5, 60), self.warned(self.node), result="oversize")
        read("none-silent", steps(95, 60), const(0, 60))
        read("no-lines-silent", const(0, 60), const(0, 60))
        read("few-silent", steps(2000, 60), steps(5, 60))
        skipped = "flowaudit_skipped_lines_total"
        self.one("skipped", "LinesSkipped", "45m", skipped, 'reason="too_old"', then((0, 40), (7, 21)), self.warned(self.node))
        self.one("skipped-flat-silent", "LinesSkipped", "45m", skipped, 'reason="too_old"', const(7, 60))
        self.one("skipped-known-silent", "LinesSkipped", "45m", skipped, 'reason="known"', steps(50, 60))
        family = 'family="%s"' % DROPS
        info = dict(self.node, family=DROPS, severity="info")
        self.one("suppressed", "SeriesSuppressed", "75m", "flowaudit_series_suppressed", family, const(7, 90), info)
        self.one("suppressed-none-silent", "SeriesSuppressed", "75m", "flowaudit_series_suppressed", family, const(0, 90))

    def flows(self):
        def none(name, values, success, *fires):
            series = [self.series("flowaudit_lines_total", 'result="flow"', values), self.series("flowaudit_last_run_success", "", success)]
            self.case("no-flows" + name, "NoFlows", "60m", series, fires)

        none("", const(500, 90), const(1, 90), self.warned(self.node))
        none("-some-silent", steps(1, 90), const(1, 90))
        none("-job-fails-silent", const(500, 90), const(0, 90))

        def newest(name, seen, success, *fires):
            series = [self.series("flowaudit_newest_flow_timestamp_seconds", "", seen), self.series(SUCCESS, "", success)]
            self.case("newest-flow-" + name, "NewestFlowOld", "2h", series, fires)

        newest("old", stamps(150, 30), stamps(150), self.warned(self.node))
        newest("fresh-silent", stamps(150), stamps(150))
        newest("of-half-an-hour-ago-silent", stamps(150, 90), stamps(150))
        newest("and-runs-are-gone-silent", stamps(150, 25), stamps(150, 30))
        self.one("never-a-flow", "NeverAFlow", "40m", SUCCESS, "", stamps(60), self.warned(self.node))
        seen = self.series("flowaudit_newest_flow_timestamp_seconds", "", const(1, 60))
        self.case("never-a-flow-one-silent", "NeverAFlow", "40m", [seen, self.series(SUCCESS, "", stamps(60))])
        self.one("never-a-flow-never-well-silent", "NeverAFlow", "40m", "flowaudit_last_run_timestamp_seconds", "", stamps(60))

    def job(self):
        warning, run = self.warned(self.node), "flowaudit_last_run_timestamp_seconds"
        self.one("stale", "Stale", "60m", SUCCESS, "", stamps(90, 30), warning)
        self.one("stale-fresh-silent", "Stale", "60m", SUCCESS, "", stamps(90))
        self.one("never", "NeverSucceeded", "40m", run, "", stamps(60), self.warned(self.target))
        self.case("never-ok-silent", "NeverSucceeded", "40m", [self.series(name, "", stamps(60)) for name in (run, SUCCESS)])
        self.one("failing", "Failing", "40m", "flowaudit_last_run_success", "", const(0, 60), warning)
        self.one("failing-once-silent", "Failing", "40m", "flowaudit_last_run_success", "", then((1, 30), (0, 5), (1, 26)))
        errors, reason = "flowaudit_query_errors_total", 'reason="command_failed"'
        self.one("query-errors", "QueryErrors", "45m", errors, reason, steps(0.2, 60), self.warned(self.node, reason="command_failed"))
        self.one("query-errors-one-silent", "QueryErrors", "45m", errors, reason, then((0, 20), (1, 41)))
        self.one("no-counters", "NoCounters", "40m", BUILD, VERSION, const(1, 60), self.warned(self.target))
        both = [self.series(BUILD, VERSION, const(1, 60)), self.series("flowaudit_packets_dropped_total", "", const(0, 60))]
        self.case("no-counters-zero-silent", "NoCounters", "40m", both)

    def absence(self):
        up, hour, always = self.series("up", "", const(1, 240)), const(1, 59), const(1, 240)
        build = self.series(BUILD, VERSION, hour)
        self.case("absent-on-one-node", "Absent", "3h", [build, up], [self.warned(self.target)])
        self.case("absent-present-silent", "Absent", "3h", [self.series(BUILD, VERSION, always), up])
        self.case("absent-node-gone-silent", "Absent", "3h", [build, self.series("up", "", hour)])
        down = self.series("up", "", then((1, 60), (0, 181)))
        self.case("absent-node-down-silent", "Absent", "3h", [build, down])
        newer = self.series(BUILD, 'version="0.2.0"', then((None, 60), (1, 181)))
        self.case("absent-version-changes-silent", "Absent", "3h", [build, newer, up])
        self.case("absent-everywhere", "AbsentEverywhere", "60m", [up], [dict(severity="critical")])
        self.case("absent-everywhere-silent", "AbsentEverywhere", "60m", [self.series(BUILD, VERSION, always)])

        def textfile(name, error, minutes, *fires):
            series = [self.series("node_textfile_scrape_error", "", const(error, 26 * 60 // STEP))]
            if minutes:
                series.append(self.series(BUILD, VERSION, const(1, minutes // STEP)))
            self.case("textfile-" + name, "TextfileError", "25h", series, fires, STEP)

        textfile("error", 1, 120, self.warned(self.node))
        textfile("ok-silent", 0, 26 * 60)
        textfile("error-elsewhere-silent", 1, 0)
        others = self.series(BUILD, VERSION, always, instance="n2:9100")
        info = dict(self.target, severity="info")
        self.case("node-without", "NodeWithout", "3h", [others, up], [info])
        self.case("node-without-has-silent", "NodeWithout", "3h", [others, up, self.series(BUILD, VERSION, always)])
        self.case("node-without-had-silent", "NodeWithout", "3h", [others, up, build])
        self.case("node-without-job-silent", "NodeWithout", "3h", [others, self.series("up", "", always, job="other")])
        self.case("node-without-down-silent", "NodeWithout", "3h", [others, self.series("up", "", const(0, 240))])
