#!/usr/bin/env python3
"""Holds alert rules against their cases, by promtool: prints what is wrong, and ends with 1 where something is.

usage: alert_tests.py RULES DIRECTORY [--no-cluster] [--mutants N]

RULES is a rules file, as `flowaudit rules` writes it. Each alert is asked by its own cases, with the recording rules that it asks, so that a day
costs little. With --mutants, instead: rules that never fire, whose threshold is gone or that lost a part; their alert's cases have to fail. N of
them, the first; 0 for all. The files that promtool reads are written to DIRECTORY.
"""
import argparse, json, os, re, subprocess, sys
import yaml
from alert_cases import STEP, Cases
from alert_mutants import mutants


def rules_by_alert(document):
    """The rules of each alert, without their annotations: promtool would compare these, too."""
    rules = [rule for group in document["groups"] for rule in group["rules"]]
    recorded = [rule for rule in rules if "record" in rule]
    alerts = {}
    for rule in rules:
        if "alert" in rule:
            alerts.setdefault(rule["alert"], []).append({key: rule[key] for key in rule if key != "annotations"})
    return recorded, alerts


def needed(recorded, rules):
    """The recording rules that some rules ask, and those that these ask."""
    texts, kept = [rule["expr"] for rule in rules], []
    for rule in reversed(recorded):
        if any(re.search(r"(?<![\w:])%s(?![\w:])" % re.escape(rule["record"]), text) for text in texts):
            kept.insert(0, rule)
            texts.append(rule["expr"])
    return kept


def write(path, document):
    with open(path, "w") as file:
        json.dump(document, file)


def test_files(directory, name, rules, cases):
    """Writes what promtool needs for some cases of an alert; those of a day have a file of their own."""
    write(os.path.join(directory, name + "-rules.json"), {"groups": [{"name": "all", "rules": rules}]})
    paths = []
    for step in (1, STEP):
        tests = [
            {"name": case, "interval": "%dm" % step, "input_series": series,
             "alert_rule_test": [{"eval_time": at, "alertname": alert, "exp_alerts": [{"exp_labels": labels} for labels in fires]}]}
            for case, alert, at, series, fires, every in cases if every == step]
        if tests:
            paths.append(os.path.join(directory, "%s-%d.json" % (name, step)))
            write(paths[-1], {"rule_files": [name + "-rules.json"], "evaluation_interval": "%dm" % step, "tests": tests})
    return paths


def promtool(paths):
    done = subprocess.run(["promtool", "test", "rules", *paths], capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("rules")
    parser.add_argument("directory")
    parser.add_argument("--no-cluster", action="store_true")
    parser.add_argument("--mutants", type=int)
    options = parser.parse_args()
    recorded, alerts = rules_by_alert(yaml.safe_load(open(options.rules)))
    cases = {name: [] for name in alerts}
    for case in Cases(None if options.no_cluster else "c1").all:
        cases.setdefault(case[1], []).append(case)
    wrong = ["%s: no case in which it fires" % name for name in alerts if not any(case[4] for case in cases[name])]
    wrong += ["%s: no case in which it is silent" % name for name in alerts if all(case[4] for case in cases[name])]
    wrong += ["%s: no rule" % name for name in cases if name not in alerts]
    if options.mutants is None:
        paths = [
            path for name, rules in alerts.items()
            for path in test_files(options.directory, name, needed(recorded, rules) + rules, cases[name])]
        status, said = promtool(paths)
        wrong += [said] if status else []
        print("%d cases of %d alerts" % (sum(map(len, cases.values())), len(alerts)))
    else:
        tried = [(name, mutant) for name, rules in alerts.items() for mutant in mutants(name, rules)]
        tried = tried[:: max(1, len(tried) // options.mutants)] if options.mutants else tried
        for number, (name, (what, rules)) in enumerate(tried):
            paths = test_files(options.directory, "mutant-%d" % number, needed(recorded, rules) + rules, cases[name])
            if promtool(paths)[0] == 0:
                wrong.append("%s survives: %s" % (name, what))
        print("%d mutants" % len(tried))
    print("\n".join(wrong))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
