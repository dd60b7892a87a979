#!/usr/bin/env python3
"""Executable rules for counting drops in a Hubble flow log: slow, small and exact.

usage: drops_reference.py [--json] FILE[.gz]...     ("-" reads standard input; a rotated log is one input: cat its files)
       drops_reference.py --judge FILE[.gz]...      (prints 1 or 0 for each line: is it exactly one JSON object?)

Prints, sorted, one row per (source namespace, destination namespace, reason, policy kind, policy, evidence)
with the number of drops; with --json one object that also holds the line, verdict and packet counts.
Defined for lines as Cilium's encoder writes them; for any other line only --judge and the kind of line are.

 1. One dropped packet counts once. Cilium writes up to two DROPPED lines for it, on one node, with the same
    addresses, protocol, ports (type and code where there are none) and reason: a policy-verdict event
    (event_type 5), the only one that can name policies, and then a drop notification (event_type 1), which never
    does. Their directions can differ, so direction is not part of the key; where there are no addresses (masked), both ends'
    namespace, pod name and identity are. The order of the lines in the input does not matter (tools print logs newest first, or
    sorted by milliseconds); their times do.
    - A verdict line, or a notification with a policy reason, takes at once the nearest waiting partner of its key that is at most CLOSE_NANOSECONDS away (the two lines of
      a packet are microseconds apart): a verdict line a notification that is not older, a notification a verdict line that is not younger.
    - Else it waits: until WAITING_LEAST others have begun to wait behind it and then its node's clock (the time of its node's line that began to wait
      last) is more than PAIR_NANOSECONDS away from it, either way; until WAITING_CAP others wait (then the first in the input leaves); or until the end of
      the input (the oldest of a key leaves first). What the clock sends away leaves from the far end, the oldest or the youngest first.
    - Leaving, it takes the nearest waiting partner of its key that is at most PAIR_NANOSECONDS away, as above (of two as near the older; verdict lines of one time
      stand before notifications): one drop with the notification's fields and the verdict line's policies and direction ("notification+verdict"). Without one it counts by
      itself ("verdict", "notification"). So the order of the lines makes no difference as long as partners wait together and a key's packets are further apart than CLOSE_NANOSECONDS.
    - Every other notification counts at once, with the oldest waiting verdict line of its key that it fits, if there is one.
    - Lines without a time pair among themselves in input order, the verdict line first; a notification without a time counts at once.
 2. L7 drops (event_type 129) count one each ("l7"), DROPPED lines of any other event type too ("other").
 3. A DROPPED line without event_type (a field mask cut it off) may be either line of a pair. With a time, a policy reason and not L7, and
    with an IP or an endpoint's pod name or identity, it takes or waits as in rule 1 (by the same clock); leaving, it takes the nearest waiting one of its key that is at most
    UNTYPED_NANOSECONDS away: counted once with the younger line's fields (the later one's in the input, if they are equally old) and the policies and
    direction of whichever line names a policy, else the younger's ("untyped-pair"), by itself otherwise ("untyped"). All others count one at once ("untyped").
 4. A line with `aggregate` counters weighs their sum ("aggregate"). Where both lines of packets are aggregated, each packet is in both sums: of a
    node and key (with both ends' namespace, pod name and identity, without ports that are not there) the drops are the greater of the two
    sums, those of the verdict lines with their policies, and what the notifications' sum is beyond them without. So a verdict line counts at once; a
    notification's weight is taken from those verdict lines' weights that no notification has taken, the rest waits for verdict lines to come, and then counts. Both wait
    (by the cap of lines only, whatever their times: a flush of the exporter is in random order) until WAITING_CAP others of their kind wait or the input ends. Without event_type it
    counts at once: both sums may be in it, which coverage says.
    aggregated_verdicts is the weight of aggregated lines of event_type 5.
 5. An endpoint's namespace is its `namespace`; else its reserved label (reserved:kube-apiserver first, else the
    first one); else the reserved name of its numeric identity; else reserved:unknown.
 6. The reason is drop_reason_desc; a bare number there, or drop_reason alone, is looked up in the DropReason
    enumeration and is REASON_<n> where it has no name; without both it is L7_DENIED for L7 flows and
    DROP_REASON_UNKNOWN for the rest. An L7 flow is event type 129, or Type L7, or an l7 with a dns, http or kafka record.
 7. The policy is the deny list of the flow's direction, else of the other one: NAMESPACE/NAME, or NAME where
    it is cluster-wide; several are sorted and joined by ","; a name or namespace that is not there is read from the entry's labels
    k8s:io.cilium.k8s.policy.name / .namespace. POLICY_DENIED is a default deny, which no rule made, whatever the list says (from Cilium 1.20 on it may
    hold a policy that put the endpoint there): "(default deny)". Without a name: "(unnamed)" for POLICY_DENY, L7_DENIED and AUTH_REQUIRED, "(none)" for
    every other reason; the kind is then "(none)".
Nothing that was counted is ever taken back.
"""
import bisect, collections, datetime, gzip, json, os, re, sys

PAIR_NANOSECONDS, UNTYPED_NANOSECONDS, CLOSE_NANOSECONDS, WAITING_LEAST, WAITING_CAP, DEEPEST = 5 * 10**9, 5 * 10**8, 10**6, 4096, 131072, 128
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
    match = re.match(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)$", text if isinstance(text, str) else "")    # any other type reads as absent
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
    if why == "POLICY_DENIED":
        return "(none)", "(default deny)"
    def of(entry, what):
        label = f"k8s:io.cilium.k8s.policy.{what}="
        return entry.get(what) or next((l[len(label):] for l in entry.get("labels") or [] if l.startswith(label)), "")
    named = {(p.get("kind") or "(none)", "/".join(x for x in (of(p, "namespace"), of(p, "name")) if x)) for p in chosen if of(p, "name")}
    if named:
        return ",".join(sorted({k for k, _ in named})), ",".join(sorted({n for _, n in named}))
    return "(none)", "(unnamed)" if why in ("POLICY_DENY", "L7_DENIED", "AUTH_REQUIRED") else "(none)"


def pair_key(flow, node, why):
    protocol, ports = next(((k, v) for k, v in (flow.get("l4") or {}).items() if v), ("", {}))
    ip = flow.get("IP") or {}
    ends = () if ip.get("source") or ip.get("destination") else ends_of(flow)
    return (node, ip.get("source"), ip.get("destination"), protocol, why,
            ports.get("source_port", ports.get("type")), ports.get("destination_port", ports.get("code")), ends)


def ends_of(flow):
    ends = (flow.get("source") or {}, flow.get("destination") or {})
    return tuple((namespace(e), e.get("pod_name"), e.get("identity")) for e in ends)


class WaitingLines:
    """Lines that may be half of a drop. Only when one leaves, its partner is chosen among those that still wait: so the order of the lines in the
    input does not matter, as far as they wait."""

    def __init__(self, leave):
        self.leave = leave                                # leave(line, partner or None)
        self.waiting = collections.OrderedDict()          # serial -> (key, time, kind, flow, node), in input order
        self.by_key = collections.defaultdict(list)       # serials in `order`
        self.old = collections.defaultdict(list)          # by node: those that WAITING_LEAST others have passed, in `order`
        self.clock, self.serial = {}, 0

    def order(self, serial):
        """By time; of one time verdict lines first; then as in the input."""
        _, time, kind, _, _ = self.waiting[serial]
        return time, -(kind or 0), serial

    def put(self, key, node, time, kind, flow):
        self.serial += 1
        self.waiting[self.serial] = (key, time, kind, flow, node)
        bisect.insort(self.by_key[key], self.serial, key=self.order)
        self.clock[node] = time
        self.advance(node)
        if self.decide(self.serial, CLOSE_NANOSECONDS):
            return
        passed = self.serial - WAITING_LEAST
        if passed in self.waiting:
            bisect.insort(self.old[self.waiting[passed][4]], passed, key=self.order)
            self.advance(self.waiting[passed][4])
        if len(self.waiting) > WAITING_CAP:
            self.decide(next(iter(self.waiting)))

    def advance(self, node):
        """What its node's clock is far from leaves: the oldest first, or the youngest first."""
        old = self.old.get(node)
        while old and self.waiting[old[0]][1] < self.clock[node] - PAIR_NANOSECONDS:
            self.decide(old[0])
        while old and self.waiting[old[-1]][1] > self.clock[node] + PAIR_NANOSECONDS:
            self.decide(old[-1])

    def place(self, serials, serial):
        return bisect.bisect_left(serials, self.order(serial), key=self.order)

    def remove(self, serial):
        line = self.waiting[serial]
        for table, name in ((self.by_key, line[0]), (self.old, line[4])):
            serials = table[name]
            at = self.place(serials, serial)
            if serials[at:at + 1] == [serial]:
                serials.pop(at)
            if not serials:
                del table[name]
        return self.waiting.pop(serial)

    def decide(self, serial, within=None):
        """The nearest in time of those that may be its partner (the older of two as near): with it, or without one, the line leaves. `within`: only with
        one as near as that."""
        line = self.waiting[serial]
        near, at = self.by_key[line[0]], self.place(self.by_key[line[0]], serial)
        found = []
        for side in (reversed(near[:at]), near[at + 1:]):
            for other in side:
                if abs(self.waiting[other][1] - line[1]) > (within or PAIR_NANOSECONDS):
                    break
                if self.partners(line, self.waiting[other]):
                    found.append(other)
                    break
        partner = min(found, key=lambda s: abs(self.waiting[s][1] - line[1]), default=None)
        if partner is None and within:
            return False
        other = None if partner is None else self.remove(partner)
        self.leave(self.remove(serial), other)
        return True

    @staticmethod
    def partners(line, other):
        (_, one, kind, _, _), (_, two, other_kind, _, _) = line, other
        if kind is None:
            return abs(one - two) <= UNTYPED_NANOSECONDS
        first, second = (one, two) if kind == 5 else (two, one)
        return kind != other_kind and 0 <= second - first <= PAIR_NANOSECONDS

    def take(self, key, now):
        """The oldest verdict line of the key that a notification of this time may be of."""
        for serial in self.by_key.get(key, []):
            if 0 <= now - self.waiting[serial][1] <= PAIR_NANOSECONDS:
                return self.remove(serial)[3]
        return None

    def end(self):
        """The rest leaves, oldest first."""
        for serials in list(self.by_key.values()):
            while serials:
                self.decide(serials[0])


class Accountant:
    """Counts the drops of one input, in input order."""

    def __init__(self, names, drops):
        self.names, self.drops = names, drops
        self.waiting = WaitingLines(self.leave)
        self.timeless = WaitingWeights(lambda flow, _: self.add(flow, self.policy(flow), "verdict"))
        self.credit = WaitingWeights(lambda flow, weight: None)      # weight of aggregated verdict lines that no notification has taken
        self.surplus = WaitingWeights(lambda flow, weight: self.add(flow, self.policy(flow), "aggregate", weight))    # and the other way round

    def policy(self, flow):
        return policies(flow, reason(flow, self.names))

    def names_policy(self, flow):
        return not self.policy(flow)[1].startswith("(")

    def add(self, flow, policy, evidence, weight=1):
        self.drops[(namespace(flow.get("source")), namespace(flow.get("destination")), reason(flow, self.names), *policy, evidence)] += weight

    def leave(self, line, partner):
        _, now, kind, flow, _ = line
        if partner is None:
            self.add(flow, self.policy(flow), {5: "verdict", 1: "notification", None: "untyped"}[kind])
            return
        _, then, _, other, _ = partner
        if kind is None:
            younger, older = (flow, other) if now > then else (other, flow)
            named = [f for f in (younger, older) if self.names_policy(f)]
            self.add(younger, self.policy(named[0] if named else younger), "untyped-pair")
        else:
            verdict, notification = (flow, other) if kind == 5 else (other, flow)
            self.add(notification, self.policy(verdict), "notification+verdict")

    def line(self, flow, node, now):
        why, kind = reason(flow, self.names), event_type(flow)
        key = (pair_key(flow, node, why), kind is None)
        known = flow.get("IP") or any(e[1] or e[2] for e in ends_of(flow))
        if kind not in (1, 5, None):
            self.add(flow, self.policy(flow), "l7" if is_l7(flow) else "other")
        elif kind is None and (now is None or not known or why not in POLICY_REASONS or is_l7(flow)):
            self.add(flow, self.policy(flow), "untyped")
        elif now is not None and (kind != 1 or why in POLICY_REASONS):
            self.waiting.put(key, node, now, kind, flow)
        elif now is not None:                             # its verdict line, if there is one at all, stands before it
            verdict = self.waiting.take(key, now)
            self.add(flow, self.policy(verdict or flow), "notification+verdict" if verdict else "notification")
        elif kind == 5:
            self.timeless.put(key, flow, 1)
        else:
            verdict = self.timeless.first(key)
            self.add(flow, self.policy(verdict or flow), "notification+verdict" if verdict else "notification")
            if verdict:
                self.timeless.take(key, 1)

    def aggregated(self, flow, node, now, weight):
        why, kind = reason(flow, self.names), event_type(flow)
        key = (pair_key(flow, node, why), ends_of(flow))
        if kind == 5:
            self.add(flow, self.policy(flow), "aggregate", weight)
            self.credit.put(key, flow, weight - self.surplus.take(key, weight))
        elif kind == 1 and why in POLICY_REASONS:
            self.surplus.put(key, flow, weight - self.credit.take(key, weight))
        else:
            self.add(flow, self.policy(flow), "aggregate", weight)

    def end(self):
        for waiting in (self.waiting, self.timeless, self.credit, self.surplus):
            waiting.end()


class WaitingWeights:
    """Weights by key, in input order, at most WAITING_CAP lines of them."""

    def __init__(self, leave):
        self.leave, self.waiting, self.by_key, self.serial = leave, collections.OrderedDict(), collections.defaultdict(collections.deque), 0

    def put(self, key, flow, weight):
        if weight:
            self.serial += 1
            self.waiting[self.serial] = [key, flow, weight]
            self.by_key[key].append(self.serial)
            if len(self.waiting) > WAITING_CAP:
                self.remove(next(iter(self.waiting)))

    def remove(self, serial, spent=False):
        key, flow, weight = self.waiting.pop(serial)
        self.by_key[key].popleft()                        # a key's lines leave in input order
        if not self.by_key[key]:
            del self.by_key[key]
        if not spent:
            self.leave(flow, weight)

    def first(self, key):
        return self.waiting[self.by_key[key][0]][1] if key in self.by_key else None

    def take(self, key, weight):
        """Takes up to so much of the key's weight, first in the input first; how much it was."""
        left = weight
        while left and key in self.by_key:
            entry = self.waiting[self.by_key[key][0]]
            taken = min(left, entry[2])
            left -= taken
            entry[2] -= taken
            if not entry[2]:
                self.remove(self.by_key[key][0], spent=True)
        return weight - left

    def end(self):
        while self.waiting:
            self.remove(next(iter(self.waiting)))


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
            aggregate = flow.get("aggregate")
            counters = [int(v or 0) for v in (aggregate.values() if isinstance(aggregate, dict) else [])]   # numbers, or strings of them
            weight = sum(counters) or 1
            verdicts[flow.get("verdict") or "VERDICT_UNKNOWN"] += weight
            if flow.get("verdict") != "DROPPED":
                continue
            dropped_lines += weight
            if not counters:
                accountant.line(flow, flow.get("node_name") or record.get("node_name"), nanoseconds(flow.get("time") or record.get("time")))
            else:
                aggregated_verdicts += weight if event_type(flow) == 5 else 0
                accountant.aggregated(flow, flow.get("node_name") or record.get("node_name"), nanoseconds(flow.get("time") or record.get("time")), weight)
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
