#!/usr/bin/env python3
"""Random values of Cilium's chart and objects of a cluster, one case a line, each with what the reference says of it.

usage: wiring_cases.py SEED COUNT"""
import copy
import json
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "spec"))
import wiring_reference as reference  # noqa: E402

VERSIONS = ["1.14.3", "1.14.19", "1.15.19", "1.16.19", "1.17.18", "1.18.12", "1.19.6", "1.20.0", "1.16"]
SWITCHES = [
    "prometheus.enabled", "prometheus.serviceMonitor.enabled", "operator.enabled", "operator.prometheus.enabled",
    "operator.prometheus.serviceMonitor.enabled", "hubble.enabled", "hubble.metrics.serviceMonitor.enabled",
    "hubble.relay.enabled", "hubble.relay.prometheus.enabled", "hubble.relay.prometheus.serviceMonitor.enabled",
    "envoy.enabled", "envoy.prometheus.enabled", "envoy.prometheus.serviceMonitor.enabled", "agent",
    "preflight.enabled", "prometheus.metricsService", "operator.prometheus.metricsService",
    "hubble.metrics.dynamic.enabled", "l7Proxy", "proxy.prometheus.enabled", "prometheus.serviceMonitor.trustCRDsExist",
]
VALUES = [True, True, True, False, False, "true", "", "false", 0, 1, 0.0, [], {}, ["x"], {"x": 1}]
STRANGE = [
    "hubble.metrics.serviceMonitor.namespace", "hubble.metrics.serviceMonitor.additionalLabels",
    "prometheus.serviceMonitor.additionalLabels", "prometheus.labels", "hubble.relay.prometheus.metricsService",
    "envoy.prometheus.serviceMonitor.selector", "operator.prometheus.serviceMonitor.\u00e9", "hubble.metrics.dashboards",
    "hubble.metrics.serviceMonitor.\u202e\n", "prometheus.serviceMonitor.a b",
] + reference.NOWHERE
NAMESPACES = ["kube-system", "default", "monitoring", "cilium"]
LABELS = {"release": ["stack", "prometheus-stack"], "team": ["a", "b"], "monitoring": ["yes"]}


def put(values, path, value):
    """Puts a value at a path where no value of another kind is in the way."""
    keys = path.split(".")
    for key in keys[:-1]:
        values = values.setdefault(key, {})
        if not isinstance(values, dict):
            return
    values[keys[-1]] = copy.deepcopy(value)


def draw_values(r):
    values = {}
    is_calm = r.random() < 0.5
    if is_calm:
        for component in ("agent", "hubble", "operator", "relay", "envoy"):
            put(values, reference.PATH[component], {"enabled": True, "serviceMonitor": {"enabled": True}})
        put(values, "hubble.relay.enabled", True)
    for path in SWITCHES:
        if r.random() < (0.04 if is_calm else 0.5):
            put(values, path, r.choice(VALUES) if r.random() < 0.4 else r.random() < 0.75)
    if r.random() < 0.7:
        put(values, "hubble.metrics.enabled", r.choice([["dns"], ["drop", "flow"], [], "", True, False]))
    if r.random() < 0.3:
        values["kubeProxyReplacement"] = r.choice([True, False, "true", "True", "strict", "partial", 1, "", ["x"]])
    if r.random() < 0.3:
        values["upgradeCompatibility"] = r.choice(["1.12", "1.15", "1.15.4", "1.16", "1.17.2", "", 1.15, 1.17])
    for path in r.sample(STRANGE, r.choice([0, 0, 1, 3])):
        put(values, path, r.choice([True, False, {"a": "b"}, "x", {}]))
    return values


def draw_selector(r, nothing):
    if r.random() < nothing:
        return None
    selector = {}
    if r.random() < 0.5:
        return selector
    if r.random() < 0.5:
        key = r.choice(list(LABELS))
        selector["matchLabels"] = {key: r.choice(LABELS[key])}
    if r.random() < 0.3:
        key = r.choice(list(LABELS))
        operator = r.choice(["In", "NotIn", "Exists", "DoesNotExist"])
        expression = {"key": key, "operator": operator}
        if operator in ("In", "NotIn"):
            expression["values"] = r.sample(LABELS[key] + ["other"], r.choice([1, 2]))
        selector["matchExpressions"] = [expression]
    return selector


def draw_labels(r, always=0.7):
    return {key: r.choice(values) for key, values in LABELS.items() if r.random() < always}


def draw_endpoint(r, port):
    endpoint = {}
    if r.random() < 0.95:
        endpoint["port"] = port if r.random() < 0.85 else r.choice(["metrics", "http", "envoy-metrics"])
    if r.random() < 0.6:
        endpoint["interval"] = r.choice(["10s", "1m", "30s", "1m30s", "500ms", "1h"])
    if r.random() < 0.3:
        endpoint["scrapeTimeout"] = r.choice(["5s", "10s", "15s", "45s", "1m", "800ms"])
    if r.random() < 0.25:
        endpoint["metricRelabelings"] = [{
            "sourceLabels": r.choice([["__name__"], ["__name__"], ["job"], ["__name__", "job"]]),
            "action": r.choice(["keep", "drop", "Keep", "DROP", "replace", "labeldrop"]),
            "regex": r.choice([
                "hubble_.*", "cilium_.*", "(hubble|cilium|envoy)_.+", ".*_total", "hubble_(dns|flows).*", "x",
                "hubble_drop_total|cilium_operator.*", "[a-z_]+"]),
        } for _ in range(r.choice([1, 2]))]
        if r.random() < 0.2:
            del endpoint["metricRelabelings"][0]["regex"]
        if r.random() < 0.2:
            del endpoint["metricRelabelings"][0]["action"]
    return endpoint


def draw_objects(r, case):
    """What the chart makes of some values, damaged; then those who read it."""
    services, monitors, _, _ = reference.predict(case.get("values") or draw_values(r), case["version"], case["helm_namespace"])
    objects = []
    for service in services:
        if r.random() < 0.93:
            labels = service["labels"] if r.random() < 0.92 else {"app": "x"}
            ports = [{"name": port} for port in service["ports"] if r.random() < 0.95]
            namespace = service["namespace"] if r.random() < 0.93 else r.choice(NAMESPACES)
            objects.append({"kind": "Service", "metadata": {"name": service["name"], "namespace": namespace, "labels": labels},
                            "spec": {"ports": ports}})
    for monitor in monitors:
        for _ in range(r.choice([0, 1, 1, 1, 1, 1, 1, 2])):
            endpoints = [draw_endpoint(r, monitor["port"]) for _ in range(r.choice([1, 1, 1, 2]))]
            if monitor["component"] == "agent" and r.random() < 0.3:
                endpoints.append({"port": "envoy-metrics", "scrapeTimeout": "1h"})
            spec = {"selector": {"matchLabels": monitor["selector"]}, "endpoints": endpoints}
            if r.random() < 0.9:
                spec["namespaceSelector"] = r.choice([
                    {"matchNames": monitor["in"]}, {"matchNames": monitor["in"]}, {"matchNames": monitor["in"]}, {"any": True},
                    {"matchNames": [r.choice(NAMESPACES)]}, {}])
            namespace = monitor["namespace"] if r.random() < 0.8 else r.choice(NAMESPACES)
            objects.append({"kind": "ServiceMonitor", "metadata": {
                "name": monitor["name"], "namespace": namespace, "labels": dict(draw_labels(r), **monitor["labels"])}, "spec": spec})
    if r.random() < 0.3:
        objects.append({"kind": "ServiceMonitor", "metadata": {"name": "other", "namespace": "default"},
                        "spec": {"selector": {"matchLabels": {"app": "other"}}, "endpoints": [{"port": "http"}]}})
    for index in range(r.choice([0, 1, 1, 1, 1, 2, 3])):
        spec = {"serviceMonitorSelector": draw_selector(r, 0.08), "serviceMonitorNamespaceSelector": draw_selector(r, 0.15)}
        if r.random() < 0.3:
            spec["scrapeInterval"] = r.choice(["15s", "1m", "2m"])
        objects.append({"kind": r.choice(["Prometheus", "Prometheus", "PrometheusAgent"]),
                        "metadata": {"name": f"p{index}", "namespace": r.choice(NAMESPACES)}, "spec": spec})
    for name in NAMESPACES:
        if r.random() < 0.8:
            objects.append({"kind": "Namespace", "metadata": {"name": name, "labels": draw_labels(r, 0.4)}})
    r.shuffle(objects)
    return objects


def draw(r):
    case = {"version": r.choice(VERSIONS), "helm_namespace": r.choice(["kube-system", "kube-system", "cilium"])}
    if r.random() < 0.75:
        case["values"] = draw_values(r)
    if r.random() < 0.8 or "values" not in case:
        case["objects"] = draw_objects(r, case)
    if r.random() < 0.15:
        case["crds"] = False
    case["expect"] = reference.check(case)
    return case


if __name__ == "__main__":
    numbers = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps(draw(numbers)))
