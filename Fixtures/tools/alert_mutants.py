"""Alert rules that are broken in one way."""
import re

DROPS_IN_HOUR = "cluster_namespaces:flowaudit_drops:increase1h"
PAIR = "(cluster, source_namespace, destination_namespace)"

# What replaces the query of an alert: one of its parts is gone, or it adds up wrongly.
PARTS = {
    "Absent": [
        "max by (cluster, job, instance) (present_over_time(flowaudit_build_info[1d])) and on (job, instance) up == 1",
        "max by (cluster, job, instance) (present_over_time(flowaudit_build_info[1d])) unless on (cluster, job, instance) flowaudit_build_info"],
    "AbsentEverywhere": ["vector(1)"],
    "NeverSucceeded": ["max by (cluster, job, instance) (flowaudit_last_run_timestamp_seconds)"],
    "NeverAFlow": ["max by (cluster, instance) (flowaudit_last_success_timestamp_seconds)", "max by (cluster, instance) (flowaudit_last_run_timestamp_seconds)"],
    "NoCounters": ["max by (cluster, job, instance) (flowaudit_build_info)"],
    "NewDeniedPair": [
        DROPS_IN_HOUR + " > 10",
        "%s >= 0 unless on %s sum by %s (flowaudit_drops_total offset 1h)" % (DROPS_IN_HOUR, PAIR, PAIR)],
    "TextfileError": [
        "max by (cluster, instance) (node_textfile_scrape_error) > 0",
        "max by (cluster, instance) (node_textfile_scrape_error and on (job, instance) present_over_time(flowaudit_build_info[1d])) >= 0"],
    "NoFlows": ['sum by (cluster, instance) (increase(flowaudit_lines_total{result="flow"}[30m])) == 0'],
    "NewestFlowOld": ["time() - max by (cluster, instance) (flowaudit_newest_flow_timestamp_seconds) > 60 * 60"],
    "DropsRising": [
        DROPS_IN_HOUR + " > 60",
        "{0} > 5 * (({0} offset 1d) or 0 * {0}) and {0} > 60".format(DROPS_IN_HOUR),
        "{0} > 3 * (({0} offset 1h) or 0 * {0}) and {0} > 60".format(DROPS_IN_HOUR)],
    "DNSFailures": ['60 * sum by (cluster) (rate(hubble_dns_responses_total{rcode!="No Error"}[15m])) > 2'],
    "DropsHigh": [
        "60 * sum by %s (flowaudit_drops_total) > 10" % PAIR,
        "60 * max by %s (rate(flowaudit_drops_total[15m])) > 10" % PAIR],
    "DropsNoPolicy": ["60 * cluster_namespaces_reason:flowaudit_drops:rate15m > 10"],
    "HTTPErrors": [
        '60 * sum by (cluster, destination_namespace, destination_workload) (rate(hubble_http_requests_total{status=~"5.."}[15m])) > 1',
        '100 * sum by (cluster, destination_namespace, destination_workload) (rate(hubble_http_requests_total{status=~"5.."}[15m])) '
        "/ sum by (cluster, destination_namespace, destination_workload) (rate(hubble_http_requests_total[15m])) > 5",
        '100 * sum by (cluster) (rate(hubble_http_requests_total{status=~"5.."}[15m])) / sum by (cluster) (rate(hubble_http_requests_total[15m])) > 5'],
    "LinesSkipped": ["sum by (cluster, instance) (increase(flowaudit_skipped_lines_total[15m])) > 0"],
    "LinesMalformed": [
        '100 * sum by (cluster, instance) (rate(flowaudit_lines_total{result="malformed"}[15m])) / sum by (cluster, instance) (rate(flowaudit_lines_total[15m])) > 1'],
    "NodeWithout": [
        "(up == 1) and on (job) flowaudit_build_info",
        "(up == 1) unless on (job, instance) present_over_time(flowaudit_build_info[1d])",
        "up and on (job) flowaudit_build_info unless on (job, instance) present_over_time(flowaudit_build_info[1d])",
        "(up == 1) and on (job) flowaudit_build_info unless on (job, instance) flowaudit_build_info"],
}

COMPARISON = r"(>|==)\s*[0-9.*\s]+$"


def mutants(name, rules):
    """(what is wrong, the alert's rules) for each way."""

    def changed(expression):
        return [dict(rule, expr=expression(rule["expr"].strip())) for rule in rules]

    yield "it never fires", changed(lambda _: "vector(1) > 2")
    if any(re.search(COMPARISON, rule["expr"].strip()) for rule in rules):
        yield "it has no threshold", changed(lambda text: re.sub(COMPARISON, ">= -1e18", text))
    for part in PARTS.get(name.removeprefix("Flowaudit"), []):
        yield part, changed(lambda _: part)
