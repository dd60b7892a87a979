#!/usr/bin/env python3
"""Executable rules for counting drops in a Hubble flow log: slow, small and exact.

usage: drops_reference.py [--json] FILE[.gz]...     ("-" reads standard input; a rotated log is one input: cat its files)
       drops_reference.py --judge FILE[.gz]...      (prints 1 or 0 for each line: is it exactly one JSON object?)

Prints, sorted, one row per (source namespace, destination namespace, reason, policy kind, policy, evidence)
with the number of drops; with --json one object that also holds the line, verdict and packet counts.
Defined for lines as Cilium's encoder writes them; for any other line only --judge and the kind of line are.

 1. One dropped packet counts once. Cilium writes up to two DROPPED lines for it, on one node, with the same
    addresses, protocol, ports (type and code where there are none) and reason: first a policy-verdict event
    (event_type 5), the only one that can name policies, then a drop notification (event_type 1), which never
    does. Their directions can differ, so direction is not part of the key.
    - A node's clock is the greatest time of its DROPPED, unaggregated type 1 and 5 lines so far.
    - A verdict line waits until its node's clock is more than PAIR_NANOSECONDS ahead of it, until WAITING_CAP others wait (then the
      first in the input leaves), or until the end of the input; leaving, it counts by itself ("verdict").
    - A notification takes the first waiting verdict line of its key, in input order, that is not younger than itself:
      one drop with the notification's fields and the verdict line's policies and direction ("notification+verdict"); without
      one it counts by itself ("notification"). Lines without a time pair in input order.
 2. L7 drops (event_type 129) count one each ("l7"), DROPPED lines of any other event type too ("other").
 3. A DROPPED line without event_type (a field mask cut it off) may be either line of a pair. With a time, an IP and a
    policy reason, and not L7, it waits; the next one of its key that is 0 to UNTYPED_NANOSECONDS younger makes the pair, counted once
    with the second line's fields and the policies and direction of whichever line names a policy, else the second's ("untyped-pair").
    A line that is replaced by an older one of its key, that lies more than UNTYPED_NANOSECONDS behind the greatest time of
    its node's untyped lines, that exceeds the cap, or that waits at the end counts one ("untyped"); so do all others at once.
 4. A line with `aggregate` counters weighs their sum and is never paired ("aggregate"); of event_type 5 it does not count (the
    drop notifications are aggregated beside it), but is reported as aggregated_verdicts.
 5. An endpoint's namespace is its `namespace`; else its reserved label (reserved:kube-apiserver first, else the
    first one); else the reserved name of its numeric identity; else reserved:unknown.
 6. The reason is drop_reason_desc; a bare number there, or drop_reason alone, is looked up in the DropReason
    enumeration and is REASON_<n> where it has no name; without both it is L7_DENIED for L7 flows and
    DROP_REASON_UNKNOWN for the rest. An L7 flow is event type 129, or Type L7, or an l7 with a dns, http or kafka record.
 7. The policy is the deny list of the flow's direction, else of the other one: NAMESPACE/NAME, or NAME where
    it is cluster-wide; several are sorted and joined by ",". Without one: "(default deny)" for POLICY_DENIED,
    "(unnamed)" for POLICY_DENY, L7_DENIED and AUTH_REQUIRED, "(none)" for every other reason; the kind is then "(none)".
Nothing that was counted is ever taken back.
"""
import collections, datetime, gzip, json, os, re, sys

PAIR_NANOSECONDS, UNTYPED_NANOSECONDS, WAITING_CAP, DEEPEST = 5 * 10**9, 5 * 10**8, 131072, 128
POLICY_REASONS = ("POLICY_DENIED", "POLICY_DENY", "AUTH_REQUIRED")
CRI = re.compile(rb"^\d{4}-\d\d-\d\dT\S+ (stdout|stderr) ([FP])(?::\S+)? ")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)
sys.setrecursionlimit(10000)


def table(name):
    """Number -> name, read from a table beside this file."""
    rows = open(os.path.join(os.path.dirname(os.path.abspath(__file__)), name + ".tsv")).read().splitlines()[1:]
    return {int(n): name for n, name in (row.split("\t") for row in rows)}


RESERVED, LOST_SOURCES = table("reserved_identities"), table("lost_sources")


def reason_names():
    return table("drop_reasons")


def lines(path):
    """The lines of one input, without line ends, BOM and container prefixes, their parts joined; None for a part left open."""
    raw = sys.stdin.buffer if path == "-" else open(path, "rb")
    stream = gzip.open(raw) if raw.peek(2)[:2] == b"\x1f\x8b" else raw
    partial = {b"stdout": b"", b"stderr": b""}
    for number, line in enumerate(stream):
        line = line.rstrip(b"\n").rstrip(b"\r")
        if number == 0 and line.startswith(b"\xef\xbb\xbf"):
            line = line[3:]
        prefix = CRI.match(line)
        if prefix:                           # container runtimes cut long lines in parts marked P, last part F
            source, mark = prefix.groups()
            line = partial[source] + line[prefix.end():]
            partial[source] = line if mark == b"P" else b""
            if mark == b"P":
                continue
        yield line
    for rest in partial.values():
        if rest:
            yield None


def refuse(_):
    raise ValueError


def parse(line):
    """The line's object, or None if the line is malformed: RFC 8259 in strict UTF-8, one object, at most DEEPEST open
    containers (the line's own is the first), no lone surrogate escapes. A key twice: the first counts."""
    def first_wins(pairs):
        found = {}
        for key, value in pairs:
            found.setdefault(key, value)
        return found
    try:
        record = json.loads(line.decode("utf-8"), parse_constant=refuse, object_pairs_hook=first_wins)
        everything = json.loads(line.decode("utf-8"), object_pairs_hook=lambda pairs: [x for pair in pairs for x in pair])
    except (ValueError, AttributeError, RecursionError):
        return None
    if not isinstance(record, dict) or line[:1] == b"\xef":
        return None
    stack = [(everything, 1)]
    while stack:
        value, depth = stack.pop()
        if isinstance(value, list):
            if depth > DEEPEST:
                return None
            stack += [(v, depth + 1) for v in value]
        elif isinstance(value, str) and LONE_SURROGATE.search(value):
            return None
    return record


def nanoseconds(text):
    match = re.match(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)$", text or "")
    if not match:
        return None
    whole, fraction, zone = match.groups()
    base = datetime.datetime.fromisoformat(whole + ("+00:00" if zone == "Z" else zone)).timestamp()
    return int(base) * 10**9 + int(((fraction or ".")[1:] + "0" * 9)[:9])


def namespace(endpoint):
    endpoint = endpoint or {}
    if endpoint.get("namespace"):
        return endpoint["namespace"]
    reserved = [l for l in endpoint.get("labels") or [] if l.startswith("reserved:")]
    if "reserved:kube-apiserver" in reserved:
        return "reserved:kube-apiserver"
    if reserved:
        return reserved[0]
    return "reserved:" + RESERVED.get(int(endpoint.get("identity") or 0), "unknown")


def event_type(flow):
    return (flow.get("event_type") or {}).get("type")


def is_l7(flow):
    return event_type(flow) == 129 or flow.get("Type") == "L7" or any((flow.get("l7") or {}).get(k) for k in ("dns", "http", "kafka"))


def reason(flow, names):
    value = flow.get("drop_reason_desc") or flow.get("drop_reason")
    if not value:
        return "L7_DENIED" if is_l7(flow) else "DROP_REASON_UNKNOWN"
    if isinstance(value, str) and not value.isdigit():
        return value
    return names.get(int(value), f"REASON_{int(value)}")


def policies(flow, why):
    """(kinds, names) that denied, or the stand-ins of rule 7."""
    ingress, egress = flow.get("ingress_denied_by") or [], flow.get("egress_denied_by") or []
    chosen = (ingress or egress) if flow.get("traffic_direction") == "INGRESS" else (egress or ingress)
    named = {(p.get("kind") or "(none)", "/".join(x for x in (p.get("namespace"), p.get("name")) if x)) for p in chosen}
    if named:
        return ",".join(sorted({k for k, _ in named})), ",".join(sorted({n for _, n in named}))
    if why == "POLICY_DENIED":
        return "(none)", "(default deny)"
    return "(none)", "(unnamed)" if why in ("POLICY_DENY", "L7_DENIED", "AUTH_REQUIRED") else "(none)"


def pair_key(flow, node, why):
    protocol, ports = next(((k, v) for k, v in (flow.get("l4") or {}).items() if v), ("", {}))
    ip = flow.get("IP") or {}
    return (node, ip.get("source"), ip.get("destination"), protocol, why,
            ports.get("source_port", ports.get("type")), ports.get("destination_port", ports.get("code")))


class WaitingLines:
    """First lines of pairs, each until its partner comes, its node's clock has gone on by `window`, or the cap is passed."""

    def __init__(self, window, leave):
        self.window, self.leave = window, leave
        self.waiting = collections.OrderedDict()          # serial -> (key, node, time, flow), in input order
        self.by_key, self.by_node = collections.defaultdict(list), collections.defaultdict(list)
        self.clock, self.serial = {}, 0

    def remove(self, serial):
        key, node, _, flow = self.waiting.pop(serial)
        self.by_key[key].remove(serial)
        self.by_node[node].remove(serial)
        return flow

    def advance(self, node, now):
        if now is not None:
            self.clock[node] = max(now, self.clock.get(node, now))
            for serial in [s for s in self.by_node[node] if self.waiting[s][2] is not None and self.clock[node] - self.waiting[s][2] > self.window]:
                self.leave(self.remove(serial))

    def put(self, key, node, now, flow):
        if now is not None and self.clock[node] - now > self.window:
            self.leave(flow)
            return
        self.serial += 1
        self.waiting[self.serial] = (key, node, now, flow)
        self.by_key[key].append(self.serial)
        self.by_node[node].append(self.serial)
        if len(self.waiting) > WAITING_CAP:
            self.leave(self.remove(next(iter(self.waiting))))

    def take(self, key, now):
        for serial in self.by_key[key]:
            then = self.waiting[serial][2]
            if now is None or then is None or then <= now:
                return self.remove(serial)
        return None

    def end(self):
        for serial in list(self.waiting):
            self.leave(self.remove(serial))


class Accountant:
    """Counts the drops of one input, in input order."""

    def __init__(self, names, drops):
        self.names, self.drops = names, drops
        self.verdicts = WaitingLines(PAIR_NANOSECONDS, lambda flow: self.add(flow, self.policy(flow), "verdict"))
        self.untyped = WaitingLines(UNTYPED_NANOSECONDS, lambda flow: self.add(flow, self.policy(flow), "untyped"))

    def policy(self, flow):
        return policies(flow, reason(flow, self.names))

    def add(self, flow, policy, evidence, weight=1):
        self.drops[(namespace(flow.get("source")), namespace(flow.get("destination")), reason(flow, self.names), *policy, evidence)] += weight

    def line(self, flow, node, now):
        why, kind = reason(flow, self.names), event_type(flow)
        key = pair_key(flow, node, why)
        if kind is None:
            if now is None or not flow.get("IP") or why not in POLICY_REASONS or is_l7(flow):
                self.add(flow, self.policy(flow), "untyped")
                return
            self.untyped.advance(node, now)
            first = self.untyped.take(key, now)
            if first is not None:
                named = [f for f in (flow, first) if not self.policy(f)[1].startswith("(")]
                self.add(flow, self.policy(named[0] if named else flow), "untyped-pair")
                return
            for serial in list(self.untyped.by_key[key]):       # a younger one waits: it is replaced
                self.untyped.leave(self.untyped.remove(serial))
            self.untyped.put(key, node, now, flow)
        elif kind == 5:
            self.verdicts.advance(node, now)
            self.verdicts.put(key, node, now, flow)
        elif kind == 1:
            self.verdicts.advance(node, now)
            verdict = self.verdicts.take(key, now)
            self.add(flow, self.policy(flow if verdict is None else verdict), "notification" if verdict is None else "notification+verdict")
        else:
            self.add(flow, self.policy(flow), "l7" if is_l7(flow) else "other")

    def end(self):
        self.verdicts.end()
        self.untyped.end()


def count(paths):
    names = reason_names()
    drops, verdicts, kinds, lost = (collections.Counter() for _ in range(4))
    dropped_lines = aggregated_verdicts = 0
    for path in paths:
        accountant = Accountant(names, drops)
        for line in lines(path):
            if line is not None and not line.strip(b" \t\r"):
                kinds["blank"] += 1
                continue
            record = parse(line)
            if record is None:
                kinds["malformed"] += 1
                continue
            flow = record.get("flow")
            if flow is None and "verdict" in record:
                flow = record                             # a bare flow: hubble 0.10 and older
            event = record.get("lost_events") or (record if "num_events_lost" in record else None)
            if flow is None and event:
                kinds["lost_events"] += 1
                lost[event.get("source") or LOST_SOURCES[0]] += int(event.get("num_events_lost") or 0)
                continue
            if flow is None:
                kinds["other"] += 1                       # node_status, agent_event, debug_event, unknown wrappers
                continue
            kinds["flow"] += 1
            counters = [v or 0 for v in (flow.get("aggregate") or {}).values()]
            weight = sum(counters) or 1
            verdicts[flow.get("verdict") or "VERDICT_UNKNOWN"] += weight
            if flow.get("verdict") != "DROPPED":
                continue
            dropped_lines += weight
            if not counters:
                accountant.line(flow, flow.get("node_name") or record.get("node_name"), nanoseconds(flow.get("time") or record.get("time")))
            elif event_type(flow) == 5:
                aggregated_verdicts += weight
            else:
                accountant.add(flow, accountant.policy(flow), "aggregate", weight)
        accountant.end()
    return drops, verdicts, kinds, lost, dropped_lines, aggregated_verdicts


def main():
    paths = [a for a in sys.argv[1:] if not a.startswith("--")] or ["-"]
    if "--judge" in sys.argv:
        for path in paths:
            for line in lines(path):
                print(int(parse(line) is not None))
        return
    drops, verdicts, kinds, lost, dropped_lines, aggregated = count(paths)
    columns = ["source_namespace", "destination_namespace", "reason", "policy_kind", "policy", "evidence"]
    if "--json" in sys.argv:
        evidence = collections.Counter()
        for key, n in drops.items():
            evidence[key[-1]] += n
        json.dump({"drops": [dict(zip(columns + ["drops"], [*k, n])) for k, n in sorted(drops.items())],
                   "drops_total": sum(drops.values()), "dropped_lines": dropped_lines, "aggregated_verdicts": aggregated,
                   "drops_by_evidence": dict(sorted(evidence.items())), "flows_by_verdict": dict(sorted(verdicts.items())),
                   "lines": dict(sorted(kinds.items())), "lost_events": dict(sorted(lost.items()))}, sys.stdout, indent=1)
        print()
        return
    print("\t".join(columns + ["drops"]))
    for key, n in sorted(drops.items()):
        print("\t".join([*key, str(n)]))


if __name__ == "__main__":
    main()
