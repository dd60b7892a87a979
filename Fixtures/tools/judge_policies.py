#!/usr/bin/env python3
"""Judges `flowaudit explain` and `flowaudit impact` against answers that Cilium's own policy engine gave.

usage: judge_policies.py explain|logs|impact|versions EXE SETS [SET...]     SETS: Fixtures/policies

explain  every question of a set becomes one DROPPED policy-verdict line whose uuid is the question's id; asked:
         EXE explain --by uuid --output json --policies policies.json --cilium-config CONFIG LOG
logs     the sets with flows.json.gz: real pairs of lines, judged with the policies of then and with those of later
impact   every question becomes one FORWARDED line; asked: EXE impact --by uuid --output json --policies ... LOG
versions the sets with differs-V.ndjson: as explain, with --cilium-version V
Left out: questions with a port over 65535 (no packet has one). `want` of cidr-group is the group's name, ICMP families are written ICMPv4 and ICMPv6 here.
Prints wrong answers (a few of each kind), then a table; ends with 1 where there is one.
"""
import collections, gzip, json, os, re, subprocess, sys, tempfile

CLASS = {"denied_default": "default_deny", "denied_explicit": "explicit_deny", "allowed": "would_be_allowed_now", "unknown": "unknown"}


def rows(path):
    with gzip.open(path, "rt") as f:
        return [json.loads(line) for line in f]


def cilium_config(config):
    word = lambda v: str(v).lower() if isinstance(v, bool) else str(v)
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "cilium-config", "namespace": "kube-system"}, "data": {
        "cluster-name": config["cluster_name"], "enable-ipv4": word(config["ipv4"]), "enable-ipv6": word(config["ipv6"]),
        "enable-policy": config["policy_enforcement"], "policy-default-local-cluster": word(config["policy_default_local_cluster"]),
        "enable-host-firewall": word(config["host_firewall"]), "allow-localhost": config["allow_localhost"],
        "enable-node-selector-labels": word(config["node_selector_labels"])}}


def endpoint(e):
    out = {"identity": 4321, "labels": e["labels"]}
    if e.get("namespace"): out["namespace"] = e["namespace"]
    if e.get("pod"): out["pod_name"] = e["pod"]
    return out


def line(q, number, verdict):
    into = q["direction"] == "INGRESS"
    source, destination = (q["peer"], q["subject"]) if into else (q["subject"], q["peer"])
    protocol = q["protocol"]
    l4 = {"type": q["icmp_type"]} if protocol.startswith("ICMP") else {"source_port": 40000 + number % 20000, "destination_port": q["port"]}
    time = "2026-05-11T06:%02d:%02d.%09dZ" % (number // 60 % 60, number % 60, number)
    flow = {"time": time, "uuid": q["id"], "verdict": verdict,
            "IP": {"source": source["ip"], "destination": destination["ip"], "ipVersion": "IPv6" if ":" in source["ip"] else "IPv4"},
            "l4": {protocol: {k: v for k, v in l4.items() if v}}, "source": endpoint(source), "destination": endpoint(destination),
            "Type": "L3_L4", "node_name": "node-1", "event_type": {"type": 5}, "traffic_direction": q["direction"], "is_reply": False}
    for side, e in (("source_names", source), ("destination_names", destination)):
        if e.get("names"): flow[side] = e["names"]
    if verdict == "DROPPED": flow |= {"drop_reason": 133, "drop_reason_desc": "POLICY_DENIED"}
    return json.dumps({"flow": flow, "node_name": "node-1", "time": time}, separators=(",", ":")) + "\n"


def plain(near):
    """`want` as a person reads it: the engine's own words for CIDR groups and ICMP are no contract"""
    out = []
    for n in near or []:
        want = n.get("want")
        if want and n.get("dimension") == "cidr-group": want = ",".join(re.findall(r"cidrgroupname/([^<,\]]+)", want)) or want
        if want and n.get("dimension") == "icmp-type": want = want.replace("/ICMPV6", "/ICMPv6"); want = re.sub("/ICMP$", "/ICMPv4", want)
        out.append({**n, "want": want} if want else n)
    return out


def run(exe, command, policies, config, log, *more):
    p = subprocess.run([exe, command, "--by", "uuid", "--output", "json", "--policies", policies, "--cilium-config", config, *more, log],
                       capture_output=True, text=True)
    if p.returncode: raise SystemExit(f"{command}: exit {p.returncode}: {p.stderr.strip()[:300]}")
    return json.loads(p.stdout)


def objects(o):
    return {k: o[k] for k in ("kind", "namespace", "name") if o.get(k)}


def order(value):
    return sorted(json.dumps(v, sort_keys=True) for v in value or [])


class Score:
    def __init__(self): self.right, self.wrong, self.shown = collections.Counter(), collections.Counter(), collections.Counter()
    def check(self, what, where, got, want):
        same = got == want if isinstance(want, str) else order(got) == order(want)
        (self.right if same else self.wrong)[what] += 1
        if not same:
            self.shown[what] += 1
            if self.shown[what] <= 3: print(f"{where} {what}: got {json.dumps(got)[:240]} want {json.dumps(want)[:240]}")
    def end(self):
        for what in sorted(self.right | self.wrong):
            print(f"{what:24} {self.right[what]:6} right {self.wrong[what]:6} wrong")
        right, wrong = sum(self.right.values()), sum(self.wrong.values())
        print(f"{right} of {right + wrong} answers equal to the engine's")
        sys.exit(1 if wrong or not right else 0)


def judge_answer(score, where, got, want, verdict):
    score.check("class", where, got.get("class", ""), CLASS[verdict])
    if verdict == "unknown":
        score.check("unknown_via", where, got.get("unknown_via"), want.get("unknown_via")); return
    for name in ("matching_allow", "matching_deny"): score.check(name, where, got.get(name), want[name])
    if verdict == "denied_default":
        for name in ("default_deny_by", "default_deny_reason"): score.check(name, where, got.get(name), want.get(name, []))
        score.check("near", where, plain(got.get("near")), plain(want.get("near")))


def questions(score, exe, folder, name, command):
    config = json.load(open(f"{folder}/config.json"))
    both = [(q, a) for q, a in zip(rows(f"{folder}/questions.ndjson.gz"), rows(f"{folder}/answers.ndjson.gz")) if q.get("port", 0) <= 65535]
    asked, answers = [q for q, _ in both], [a for _, a in both]
    status = [json.loads(l) for l in open(f"{folder}/policy-status.ndjson")]
    with tempfile.TemporaryDirectory() as d:
        log, cm = f"{d}/log.jsonl", f"{d}/cilium-config.json"
        open(log, "w").writelines(line(q, i, "DROPPED" if command == "explain" else "FORWARDED") for i, q in enumerate(asked))
        json.dump(cilium_config(config), open(cm, "w"))
        got = collections.defaultdict(list)
        answer = run(exe, command, f"{folder}/policies.json.gz", cm, log)
        for r in answer["rows"]: got[r["uuid"]].append(r)
    score.check("refused_policies", name, [objects(r) for r in answer.get("refused_policies", [])], [objects(p) for p in status if p["state"] == "rejected"])
    for q, want in zip(asked, answers):
        where, mine = f"{name} {q['id']}", got.get(q["id"], [])
        if command == "explain":
            score.check("rows", where, str(len(mine)), "1")
            if mine:
                judge_answer(score, where, mine[0], want, want["verdict"])
                if want.get("other_side") and want["verdict"] != "unknown": score.check("other_side", where, mine[0].get("other_side", ""), want["other_side"])
        else:                                       # a row a side that is judged; a side that allows has none
            side = [r for r in mine if r.get("side") == q["direction"].lower()]
            if want["verdict"] == "allowed": score.check("allowed side", where, str(len(side)), "0")
            elif not side: score.check("class", where, "", CLASS[want["verdict"]])
            else: judge_answer(score, where, side[0], want, want["verdict"])
            if want.get("other_side"):
                other = [r for r in mine if r.get("side") not in (None, q["direction"].lower())]
                score.check("other side", where, other[0]["class"] if other else "allowed",
                            {"allowed": "allowed"}.get(want["other_side"], CLASS[want["other_side"]]))


def logs(score, exe, folder, name):
    config = json.load(open(f"{folder}/config.json"))
    with tempfile.TemporaryDirectory() as d:
        cm = f"{d}/cilium-config.json"; json.dump(cilium_config(config), open(cm, "w"))
        then = run(exe, "explain", f"{folder}/policies.json.gz", cm, f"{folder}/flows.json.gz")["rows"]
        later = run(exe, "explain", f"{folder}/policies-after.json.gz", cm, f"{folder}/flows.json.gz")["rows"]
    for want in rows(f"{folder}/expected.ndjson.gz"):
        for pair in want["uuids"]:
            for key, answers in (("at_flow_time", then), ("after", later)):
                mine = [r for r in answers if r["uuid"] in pair]; w = want[key]; where = f"{name} {want['question']} {key}"
                score.check("rows", where, str(len(mine)), "1")
                if not mine: continue
                score.check("class", where, mine[0].get("class", ""), w["class"])
                if key == "at_flow_time": score.check("denied_by", where, mine[0].get("denied_by"), w["denied_by"])
                if w["class"] == "default_deny":
                    score.check("default_deny_by", where, mine[0].get("default_deny_by"), w.get("default_deny_by", []))
                    score.check("near", where, plain(mine[0].get("near")), plain(w.get("near")))
                if w["class"] == "would_be_allowed_now": score.check("matching_allow", where, mine[0].get("matching_allow"), w["matching_allow"])


def versions(score, exe, folder, name):
    config = json.load(open(f"{folder}/config.json")); asked = rows(f"{folder}/questions.ndjson.gz"); answers = rows(f"{folder}/answers.ndjson.gz")
    for file in sorted(f for f in os.listdir(folder) if f.startswith("differs-")):
        version = re.sub("[a-z]+$", "", file[len("differs-"):-len(".ndjson")])
        changed = {d["id"]: d for d in map(json.loads, open(f"{folder}/{file}")) if "id" in d}
        with tempfile.TemporaryDirectory() as d:
            log, cm = f"{d}/log.jsonl", f"{d}/cilium-config.json"
            open(log, "w").writelines(line(q, i, "DROPPED") for i, q in enumerate(asked))
            json.dump(cilium_config(config), open(cm, "w"))
            got = {r["uuid"]: r for r in run(exe, "explain", f"{folder}/policies.json.gz", cm, log, "--cilium-version", version)["rows"]}
        for q, a in zip(asked, answers):
            want, mine, where = {**a, **changed.get(q["id"], {})}, got.get(q["id"], {}), f"{name} {version} {q['id']}"
            score.check("class", where, mine.get("class", ""), CLASS[want["verdict"]])
            if want["verdict"] == "denied_default": score.check("default_deny_by", where, mine.get("default_deny_by"), want["default_deny_by"])


def main():
    mode, exe, sets, *names = sys.argv[1:]
    score = Score()
    for name in sorted(names or [n for n in os.listdir(sets) if os.path.isdir(f"{sets}/{n}")]):
        folder = f"{sets}/{name}"
        if mode == "versions": versions(score, os.path.abspath(exe), folder, name)
        elif mode == "logs":
            if os.path.exists(f"{folder}/flows.json.gz"): logs(score, os.path.abspath(exe), folder, name)
        else: questions(score, os.path.abspath(exe), folder, name, mode)
    score.end()


main()
