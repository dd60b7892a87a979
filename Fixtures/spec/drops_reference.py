#!/usr/bin/env python3
"""Executable rules for counting drops in a Hubble flow log: slow, small and exact.

usage: drops_reference.py [--json] FILE[.gz]...     ("-" reads standard input; a rotated log is one input: cat its files)
       drops_reference.py --judge FILE[.gz]...      (prints 1 or 0 for each line: is it exactly one JSON object?)
       drops_reference.py --unwrap FILE[.gz]...     (prints the Hubble lines, then the number of other lines by kind)

Prints, sorted, one row per (source namespace, destination namespace, reason, policy kind, policy, evidence)
with the number of drops; with --json one object that also holds the line, verdict and packet counts.
Defined for lines as Cilium's encoder writes them; for any other line only --judge and the kind of line are.

 1. One dropped packet counts once. Cilium writes up to two DROPPED lines for it, on one node, with the same
    addresses, protocol, ports (type and code where there are none) and reason: a policy-verdict event
    (event_type 5), the only one that can name policies, and then a drop notification (event_type 1), which never
    does. Their directions can differ, so direction is not part of the key; where there are no addresses (masked), both ends'
    namespace, pod name and identity are. The order of the lines in the input does not matter (tools print logs newest first, or
    sorted by milliseconds); their times do.
    - A verdict line, or a notification with a policy reason or (it was masked) without one, takes at once the nearest waiting partner of its key that is at most CLOSE_NANOSECONDS away (the two lines of
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
import bisect, collections, datetime, functools, gzip, json, os, re, sys

PAIR_NANOSECONDS, UNTYPED_NANOSECONDS, CLOSE_NANOSECONDS, WAITING_LEAST, WAITING_CAP, DEEPEST = 5 * 10**9, 5 * 10**8, 10**6, 4096, 131072, 128
MASKED_REASON = "DROP_REASON_UNKNOWN"            # it may have been one of a policy
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
    """(Line without its container prefix, time of that or None), its parts joined; (None, None) for a part left open."""
    partial = {b"stdout": b"", b"stderr": b""}
    for line in raw:
        prefix = CRI.match(line) if line is not None else None
        if prefix:                           # container runtimes cut long lines in parts marked P, last part F
            source, mark = prefix.groups()
            line = partial[source] + line[prefix.end():]
            partial[source] = line if mark == b"P" else b""
            if mark == b"P":
                continue
        yield line, prefix and prefix.group().split(b" ")[0].decode("latin-1")     # of the last part
    for rest in partial.values():
        if rest:
            yield None, None


def refuse(_):
    raise ValueError


@functools.lru_cache(maxsize=4)            # a line is parsed where documents are looked for, where it is unwrapped, and where it is counted
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
        # Only escapes make lone surrogates, and only so many brackets are so deep.
        is_plain = b"\\u" not in line and line.count(b"{") + line.count(b"[") <= deepest
        everything = is_plain or json.loads(line.decode("utf-8"), object_pairs_hook=lambda pairs: [x for pair in pairs for x in pair])
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
# A line that yields none is `other` where it is one JSON object, unless a string of it holds the beginning of a flow; else malformed.
ENVELOPES, TEXT_OPENINGS = 8, 16
TIMES = ("@timestamp", "time", "timestamp")
VERDICTS = ("VERDICT_UNKNOWN", "FORWARDED", "DROPPED", "ERROR", "AUDIT", "REDIRECTED", "TRACED", "TRANSLATED")
FLOW_OBJECTS = ("IP", "source", "destination", "l4", "event_type", "eventType", "ethernet", "l7", "aggregate")
FLOW_MEMBERS = {name for snake in """uuid emitter verdict drop_reason auth_type ethernet IP l4 tunnel source destination Type
    node_labels source_names destination_names l7 reply event_type source_service destination_service traffic_direction policy_match_type
    trace_observation_point trace_reason file ip_trace_id drop_reason_desc is_reply debug_capture_point interface proxy_port trace_context
    sock_xlate_point socket_cookie cgroup_id Summary extensions egress_allowed_by ingress_allowed_by egress_denied_by ingress_denied_by
    policy_log aggregate""".split() for name in (snake, re.sub("_([a-z])", lambda m: m.group(1).upper(), snake))}
BOTH_MEMBERS = ("time", "node_name", "nodeName")
CUT_FLOW = re.compile(rb'\{(\\+)"flow\1":\{')
WRAPPERS = {"flow", "lost_events", "lostEvents", "node_status", "nodeStatus", "agent_event", "agentEvent", "debug_event", "debugEvent"}
COLOURS = re.compile(rb"\x1b\[[0-9;]*[A-Za-z]")
OPENING, BLANKS, SEPARATORS = b" \t\r\x1e", b" \t\r\n\x1e", b" \t\r\n\x1e,"
STRING = re.compile(rb'"(?:[^"\\\x00-\x1f]|\\.)*"')


def has_verdict(record):
    verdict = record.get("verdict")
    is_number = isinstance(verdict, (int, float)) and not isinstance(verdict, bool) and verdict == int(verdict) and abs(verdict) < 2**31
    return isinstance(verdict, str) or is_number


def is_hubble(record):
    """Whether an object surely is a line as Hubble writes it: a wrapper of a flow or of an event that is not empty, a bare notice, a bare
    flow. Other products have `flow` objects, too, and a verdict may be a label: a flow has members that only flows have, a bare one an
    object of them."""
    lost = next((record[k] for k in ("num_events_lost", "numEventsLost") if k in record), None)
    is_event = any(isinstance(record.get(k), dict) and record[k] for k in WRAPPERS if k != "flow")
    flow = record.get("flow") if isinstance(record.get("flow"), dict) else {}
    has_flow = any(k in FLOW_MEMBERS for k in flow) or any(k in BOTH_MEMBERS for k in flow) and "flow" not in flow
    return is_event or has_flow or lost is not None or has_verdict(record) and any(isinstance(record.get(k), dict) for k in FLOW_OBJECTS)


def is_poor(record):
    """Whether the object of a line, in which nothing was found, is a flow all the same."""
    if isinstance(record.get("flow"), dict):
        return not record["flow"]
    is_known = has_verdict(record) and (not isinstance(record["verdict"], str) or record["verdict"] in VERDICTS)
    return is_known and all(k in FLOW_MEMBERS or k in BOTH_MEMBERS for k in record)


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
        # 05 is no number, and not two.
        if end is None or text[end - 1:end + 1].isdigit() and end < len(text):
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
        return search_value(line.strip(b" \t\r"), 0) or ([(line, None)] if is_poor(record) else [])
    return search_line(line, 0)


def records(raw, kinds):
    """The Hubble lines of an input, parsed, each with the time around it; counts all other lines in `kinds`."""
    for line, prefix_time in lines(documents(raw)):
        if line is not None and not line.strip(b" \t\r"):
            kinds["blank"] += 1
            continue
        found = unwrap(line) if line is not None else []
        if not found:
            kinds["malformed" if line is None or parse(line) is None or CUT_FLOW.search(line) else "other"] += 1
        for text, time in found:
            yield parse(text), time or prefix_time


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
        if line is None or line.lstrip(OPENING)[:1] not in (b"{", b"[") or parse(line) is not None or not document.read(line) or not document.open:
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
        elif now is not None and (kind != 1 or why in POLICY_REASONS or why == MASKED_REASON):
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
        elif kind == 1 and (why in POLICY_REASONS or why == MASKED_REASON):
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
            aggregate = flow.get("aggregate")
            counters = [int(v or 0) for v in (aggregate.values() if isinstance(aggregate, dict) else [])]   # numbers, or strings of them
            weight = sum(counters) or 1
            verdicts[flow.get("verdict") or "VERDICT_UNKNOWN"] += weight
            if flow.get("verdict") != "DROPPED":
                continue
            dropped_lines += weight
            if not counters:
                accountant.line(flow, flow.get("node_name") or record.get("node_name"), nanoseconds(flow.get("time") or record.get("time") or envelope_time))
            else:
                aggregated_verdicts += weight if event_type(flow) == 5 else 0
                accountant.aggregated(flow, flow.get("node_name") or record.get("node_name"), nanoseconds(flow.get("time") or record.get("time") or envelope_time), weight)
        accountant.end()
    return drops, verdicts, kinds, lost, dropped_lines, aggregated_verdicts


def main():
    paths = [a for a in sys.argv[1:] if not a.startswith("--")] or ["-"]
    if "--judge" in sys.argv:
        for path in paths:
            for line, _ in lines(raw_lines(path)):
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
