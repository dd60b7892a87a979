#!/usr/bin/env python3
"""Holds what jsonnet makes of the mixin against what flowaudit prints; prints what differs.

usage: mixin.py FLOWAUDIT [--go] [ROW...]

For the options of the rows, or of all: the mixin that is written for them, and the one for none whose `_config` says the same. With --go by the jsonnet of Go, the package
gojsonnet of PyPI; else by Debian's, whose jsonnetfmt has to find every file laid out.
"""
import glob, json, os, subprocess, sys, tempfile

import yaml

HTTP = "httpV2:labelsContext=destination_namespace,destination_workload"
ROWS = [
    ([], {}),
    (["--cluster-label", "cluster"], {"clusterLabel": "cluster"}),
    (["--interval", "90s", "--expect-flows"], {"interval": 90, "expectsFlows": True}),
    (["--interval", "1h", "--threshold", "drops=0.5", "--threshold", "newest-flow=1440"],
     {"interval": 3600, "thresholds+": {"drops": 0.5, "newest-flow": 1440}}),
    (["--hubble-metrics", "dns " + HTTP, "--cluster-label", "region"],
     {"dns": True, "httpAnswerers": ["destination_namespace", "destination_workload"], "clusterLabel": "region"}),
    (["--hubble-metrics", "httpV2"], {"httpAnswerers": []}),
    (["--without", "FlowauditAudit", "--without", "FlowauditNodeWithout"], {"without": ["FlowauditAudit", "FlowauditNodeWithout"]}),
    (["--set-label", "team=network", "--runbook-url", "https://example.org/it's-%s?a={alert}#{anchor}"],
     {"labels": {"team": "network"}, "runbookURL": "https://example.org/it's-%s?a={alert}#{anchor}"}),
]


def text(value):
    """A value in jsonnet; a key with a plus at its end adds to what is there."""
    if isinstance(value, dict):
        return "{ %s }" % ", ".join("%s%s: %s" % (json.dumps(key.rstrip("+")), "+" * key.endswith("+"), text(part)) for key, part in value.items())
    return json.dumps(value)


def evaluated(source, folder, by_go):
    if by_go:
        import _gojsonnet
        return json.loads(_gojsonnet.evaluate_snippet("mixin", source, jpathdir=folder))
    return json.loads(subprocess.run(["jsonnet", "--jpath", folder, "--exec", source], check=True, capture_output=True, text=True).stdout)


def main():
    program, by_go = sys.argv[1], "--go" in sys.argv
    rows = [ROWS[int(argument)] for argument in sys.argv[2:] if argument.isdigit()] or ROWS

    def flowaudit(*arguments):
        return subprocess.run([program, *arguments], check=True, capture_output=True, text=True).stdout

    wrong, answers = [], set()
    with tempfile.TemporaryDirectory() as folder:
        plain = os.path.join(folder, "plain")
        flowaudit("mixin", plain)
        for number, (options, configuration) in enumerate(rows):
            own = os.path.join(folder, str(number))
            flowaudit("mixin", *options, own)
            expected = {"rules": yaml.safe_load(flowaudit("rules", *options)), "dashboards": {"flowaudit-drops.json": json.loads(flowaudit("dashboard", *options))}}
            answers.add(json.dumps(expected))
            for way, path, config in (("as written", own, {}), ("by _config", plain, configuration)):
                found = evaluated(
                    "local m = (import 'mixin.libsonnet') + { _config+:: %s };"
                    "{ rules: { groups: m.prometheusRules.groups + m.prometheusAlerts.groups }, dashboards: m.grafanaDashboards }" % text(config), path, by_go)
                wrong += ["%s, %s: %s differ" % (options, way, part) for part in expected if found[part] != expected[part]]
            if not by_go:
                checked = subprocess.run(["jsonnetfmt", "--test", *glob.glob(own + "/*.libsonnet")], capture_output=True, text=True)
                wrong += ["%s: jsonnetfmt: %s" % (options, checked.stderr)] if checked.returncode else []
    wrong += ["some options change nothing"] if len(answers) < len(rows) else []
    print("\n".join(wrong) if wrong else "%d rows alike" % len(rows))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
