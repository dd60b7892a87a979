#!/usr/bin/env python3
"""Executable rules for counting drops in a Hubble flow log: slow, small and exact.

usage: drops_reference.py [--json] FILE[.gz]...     ("-" reads standard input; a rotated log is one input: cat its files)
       drops_reference.py --judge FILE[.gz]...      (prints 1 or 0 for each line: is it exactly one JSON object?)
       drops_reference.py --unwrap FILE[.gz]...     (prints the Hubble lines, then the number of other lines by kind)

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


def raw_lines(path):
    """The lines of one file, without line ends and BOM."""
    raw = sys.stdin.buffer if path == "-" else open(path, "rb")
    stream = gzip.open(raw) if raw.peek(2)[:2] == b"\x1f\x8b" else raw
    for number, line in enumerate(stream):
        line = line.rstrip(b"\n").rstrip(b"\r")
        if number == 0 and line.startswith(b"\xef\xbb\xbf"):
            line = line[3:]
        yield line


def lines(raw):
    """Lines without container prefixes, their parts joined; None for a part left open."""
    partial = {b"stdout": b"", b"stderr": b""}
    for line in raw:
        prefix = CRI.match(line) if line is not None else None
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


def parse(line, deepest=DEEPEST):
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
            if depth > deepest:
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


# ---- Reading: where the Hubble lines of an input are ----
#
# A line that is a Hubble line itself is that. Everything else is searched for Hubble lines, by structure:
#  - A line that begins with { or [ and ends between two tokens of JSON begins a document over several lines (`documents`).
#  - A line that begins with { and is no JSON object, nor several, is malformed: nothing is dug out of a broken object.
#  - Text in front is what stands before the first { or [ that begins a JSON value; behind it one or more whole values, separated by
#    blanks and commas, to the line's end (one ] may follow). A {...} or [...] in front that is no JSON and closes is text.
#    key="..." in front is a string (logfmt). Colours count as blanks, and so does RS (RFC 7464).
#  - An object that is no Hubble line: the first member that yields any, objects and arrays before strings; nothing else of it.
#    Of an array all elements. A string's content is searched as a line is, or as its lines are.
#  - At most ENVELOPES members or strings of arrays are gone into.
# A line that yields none is `other` where it is one JSON object, else malformed.
ENVELOPES, TEXT_OPENINGS = 8, 16
TIMES = ("@timestamp", "time", "timestamp")
WRAPPERS = {"flow", "lost_events", "lostEvents", "node_status", "nodeStatus", "agent_event", "agentEvent", "debug_event", "debugEvent"}
COLOURS = re.compile(rb"\x1b\[[0-9;]*[A-Za-z]")
OPENING, BLANKS, SEPARATORS = b" \t\r\x1e", b" \t\r\n\x1e", b" \t\r\n\x1e,"
STRING = re.compile(rb'"(?:[^"\\\x00-\x1f]|\\.)*"')


def is_hubble(record):
    """Whether an object is a line as Hubble writes it: a wrapper, a bare flow, a bare notice."""
    verdict, lost = (next((record[k] for k in keys if k in record), None) for keys in (["verdict"], ["num_events_lost", "numEventsLost"]))
    is_number = isinstance(verdict, (int, float)) and not isinstance(verdict, bool) and verdict == int(verdict) and abs(verdict) < 2**31
    return any(isinstance(record.get(k), dict) for k in WRAPPERS) or isinstance(verdict, str) or is_number or lost is not None


def value_end(text, start):
    """End of the whole JSON value at `start`, None where there is none; as `parse` judges."""
    try:
        _, end = json.JSONDecoder(parse_constant=refuse).raw_decode(text.decode("latin-1"), start)
    except (ValueError, RecursionError):
        return None
    return end if parse(b'{"":' + text[start:end] + b"}", DEEPEST + 1) is not None else None


def values(text, start):
    """The (start, end) of whole values from `start` to the end of the text; None where something else is there."""
    found, at = [], start
    while True:
        while at < len(text) and text[at] in SEPARATORS:
            at += 1
        if at == len(text) or text[at:].rstrip(SEPARATORS) == b"]":
            return found
        end = value_end(text, at)
        if end is None:
            return None
        found.append((at, end))
        at = end


def group_end(text, start):
    """End of a {...} or [...] without brackets inside, quoted strings apart; None where it does not close."""
    close, at = {ord("{"): ord("}"), ord("["): ord("]")}[text[start]], start + 1
    while at < len(text):
        if text[at] == close:
            return at + 1
        if text[at] in b"{}[]":
            return None
        quoted = STRING.match(text, at) if text[at] == ord('"') else None
        at = quoted.end() if quoted else at + 1
    return None


def search_line(text, level):
    """The Hubble lines of one line of text, whatever stands in front."""
    if b"\x1b" in text:
        text = COLOURS.sub(b"", text)
    text = text.strip(BLANKS)
    whole = values(text, 0) if text[:1] == b'"' else None
    if whole:
        return search_values(text, whole, level)
    at = openings = 0
    while at < len(text):
        if text[at:at + 2] == b'="':
            quoted = STRING.match(text, at + 1)
            if quoted:
                found = search_string(quoted.group(), level)
                if found:
                    return found
                at = quoted.end()
                continue
        if text[at] in b"{[":
            openings += 1
            whole = values(text, at) if openings <= TEXT_OPENINGS else None
            if whole is not None:
                return search_values(text, whole, level)
            is_object = text[at] == ord("{") and text[at + 1:].lstrip(b" \t\r\n")[:1] in (b'"', b"}", b"")
            end = None if is_object or at == 0 and text[at] == ord("{") or openings > TEXT_OPENINGS else group_end(text, at)
            if end is None:
                return []
            at = end
            continue
        at += 1
    return []


def search_values(text, places, level):
    return [line for start, end in places for line in search_value(text[start:end], level)]


def search_value(text, level):
    """The Hubble lines in a whole value."""
    if text[:1] == b'"':
        return search_string(text, level)
    if text[:1] == b"[":
        return [line for start, end in elements(text) for line in search_value(text[start:end], level + (text[start:start + 1] == b'"'))]
    if text[:1] != b"{" or level > ENVELOPES:
        return []
    record = parse(text)
    if is_hubble(record):
        return [(text, None)]
    members = list(members_of(text))
    for strings in (False, True):
        for start, end in members:
            if (text[start:start + 1] == b'"') == strings:
                found = search_value(text[start:end], level + 1)
                if found:
                    time = next((t for t in map(record.get, TIMES) if nanoseconds(t) is not None), None)
                    return [(line, own or time) for line, own in found]
    return []


def search_string(text, level):
    """The Hubble lines in a string's content: as one text whose line feeds are blanks, else line by line."""
    if level > ENVELOPES:
        return []
    try:
        content = json.loads(text.decode("utf-8")).encode("utf-8")
    except ValueError:
        return []
    found = search_line(content, level)
    if found or b"\n" not in content.strip(BLANKS):
        return found
    return [line for part in content.split(b"\n") for line in search_line(part, level)]


def elements(text):
    """The (start, end) of an array's elements; `members_of`: of an object's values. Both are known to be valid."""
    at = 1
    while True:
        while text[at] in SEPARATORS:
            at += 1
        if text[at] in b"]}":
            return
        end = value_end(text, at)
        yield at, end
        at = end


def members_of(text):
    at = 1
    while True:
        while text[at] in SEPARATORS:
            at += 1
        if text[at] in b"]}":
            return
        at = value_end(text, at)
        while text[at] in BLANKS + b":":
            at += 1
        end = value_end(text, at)
        yield at, end
        at = end


def unwrap(line):
    """(Hubble line, time of its envelope or None) for each in a line of an input: the line itself, those in it, or none."""
    record = parse(line)
    if record is not None and is_hubble(record):
        return [(line, None)]
    if record is not None:
        return search_value(line.strip(b" \t\r"), 0)
    return search_line(line, 0)


def records(raw, kinds):
    """The Hubble lines of an input, parsed, each with its envelope's time; counts all other lines in `kinds`."""
    for line in lines(documents(raw)):
        if line is not None and not line.strip(b" \t\r"):
            kinds["blank"] += 1
            continue
        found = unwrap(line) if line is not None else []
        if not found:
            kinds["malformed" if line is None or parse(line) is None else "other"] += 1
        for text, time in found:
            yield parse(text), time


class Document:
    """The brackets of a document over several lines, read line by line: which are open, and what may come next."""

    TOKEN = re.compile(rb'[ \t\r\x1e]+|"(?:[^"\\\x00-\x1f]|\\.)*"|[{}\[\]:,]|[-+.0-9A-Za-z]+')

    def __init__(self):
        self.open, self.next, self.values = [], "value", 0

    def read(self, line, at=0, one=False):
        """False where a token cannot stand where it stands. Several values may follow each other; or `one`, whose end is in `at`."""
        while at < len(line) and not (one and self.values):
            match = self.TOKEN.match(line, at)
            if not match:
                return False
            token, at = match.group(), match.end()
            kind = token if token in b"{}[]:," else b'"' if token[:1] == b'"' else b"0"
            if token.strip(b" \t\r\x1e") and not self.take(kind):
                return False
        self.at = at
        return True

    def take(self, kind):
        top, now = (self.open or [b""])[-1], self.next
        if not self.open and now == "behind":
            if kind in (b",", b"]"):
                return True
            now = "value"
            if kind not in (b"{", b"["):
                return False
        if kind in (b"{", b"["):
            if now not in ("value", "value or close") or len(self.open) == DEEPEST:
                return False
            self.open.append(kind)
            self.next = "key or close" if kind == b"{" else "value or close"
        elif kind in (b"}", b"]"):
            if top != {b"}": b"{", b"]": b"["}[kind] or now not in ("comma or close", {b"}": "key or close", b"]": "value or close"}[kind]):
                return False
            self.open.pop()
            self.next = "comma or close" if self.open else "behind"
            self.values += not self.open
        elif kind == b",":
            if now != "comma or close":
                return False
            self.next = "key" if top == b"{" else "value"
        elif kind == b":":
            if now != "colon":
                return False
            self.next = "value"
        elif kind == b'"' and now in ("key", "key or close"):
            self.next = "colon"
        elif now in ("value", "value or close") and self.open:
            self.next = "comma or close"
        else:
            return False
        return True


class Ahead:
    """Lines that are read when they are asked for."""

    def __init__(self, raw):
        self.raw, self.read = iter(raw), []

    def exists(self, index):
        while index >= len(self.read):
            line = next(self.raw, self)
            if line is self:
                return False
            self.read.append(line)
        return True

    def has(self, index):
        return self.exists(index) and self.read[index] is not None

    def __getitem__(self, index):
        return self.read[index]

    def __setitem__(self, index, line):
        self.read[index] = line


def documents(raw):
    """Lines in, lines out: those of a document joined, a broken one too; a top-level array over several lines gives its elements."""
    lines, at = Ahead(raw), 0
    while lines.exists(at):
        line, document = lines[at], Document()
        if line is None or line.lstrip(OPENING)[:1] not in (b"{", b"[") or not document.read(line) or not document.open:
            yield line
            at += 1
        elif line.lstrip(OPENING)[:1] == b"[" and not document.values:
            at = yield from array(lines, at)
        else:
            end, is_right = at + 1, True
            while document.open and is_right and lines.has(end):
                is_right = document.read(lines[end])
                end += 1
            if document.open or not is_right:
                end = broken_end(lines, at)
            yield b" ".join(lines[at:end])
            at = end


def array(lines, at):
    """The elements of an array over several lines, each as a line; where it breaks, reading goes on line by line. Commas may be missing;
    what stands right behind an element, without a separator, is one line with it."""
    column, element = lines[at].index(b"[") + 1, b""
    while lines.has(at):
        line = lines[at]
        blanks = len(line[column:]) - len(line[column:].lstrip(SEPARATORS))
        column += blanks
        if element and (blanks or column == len(line) or line[column] == ord("]")):
            yield element
            element = b""
        if column == len(line):
            at, column = at + 1, 0
        elif line[column] == ord("]"):
            lines[at] = line[column + 1:].strip(SEPARATORS)
            return at if lines[at] else at + 1
        elif line[column] in b"{[":
            document, end, start = Document(), at, column
            while document.read(lines[end], start, one=True) and not document.values and lines.has(end + 1):
                end, start = end + 1, 0
            if not document.values:
                end = broken_end(lines, at)
                yield element + line[column:] + b" " + b" ".join(lines[at + 1:end])
                return end
            parts = [line[column:]] + lines[at + 1:end + 1]
            parts[-1] = lines[end][column if end == at else 0:document.at]
            element += b" ".join(parts)
            at, column = end, document.at
        else:
            token = Document.TOKEN.match(line, column)
            if not token or token.group() in (b"}", b":"):
                yield element + line[column:]
                return at + 1
            element += token.group()
            column = token.end()
    if element:
        yield element
    yield None                                            # the array is left open
    return at


def broken_end(lines, at):
    """A broken document ends before the next line that begins with neither a blank nor a closing bracket."""
    end = at + 1
    while lines.has(end) and (not lines[end].strip(BLANKS) or lines[end][:1] in (b" ", b"\t", b"}", b"]", b"\r")):
        end += 1
    return end


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
        for record, envelope_time in records(raw_lines(path), kinds):
            flow = record.get("flow")
            if flow is None and "verdict" in record:
                flow = record                             # a bare flow: hubble 0.10 and older
            event = record.get("lost_events") or (record if "num_events_lost" in record else None)
            if flow is None and event:
                kinds["lost_events"] += 1
                lost[event.get("source") or LOST_SOURCES[0]] += int(event.get("num_events_lost") or 0)
                continue
            if flow is None:
                kinds["other"] += 1                       # node_status, agent_event, debug_event
                continue
            kinds["flow"] += 1
            counters = [v or 0 for v in (flow.get("aggregate") or {}).values()]
            weight = sum(counters) or 1
            verdicts[flow.get("verdict") or "VERDICT_UNKNOWN"] += weight
            if flow.get("verdict") != "DROPPED":
                continue
            dropped_lines += weight
            if not counters:
                accountant.line(flow, flow.get("node_name") or record.get("node_name"), nanoseconds(flow.get("time") or record.get("time") or envelope_time))
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
            for line in lines(raw_lines(path)):
                print(int(parse(line) is not None))
        return
    if "--unwrap" in sys.argv:
        for path in paths:
            kinds = collections.Counter()
            for record, _ in records(raw_lines(path), kinds):
                print(json.dumps(record, separators=(",", ":"), ensure_ascii=False))
            print(json.dumps(dict(sorted(kinds.items()))))
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
