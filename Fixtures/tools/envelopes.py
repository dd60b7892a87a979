#!/usr/bin/env python3
"""Random logs of lines in envelopes, damaged here and there, and what the executable rules count of each.

usage: envelopes.py SEED COUNT OUTPUT FILE

Writes COUNT files 0.log, 1.log, ... of lines of FILE to the folder OUTPUT, and prints a JSON object a line for each: the lines of each kind
but blank ones, and the drops. Logs that the rules are not defined for (a damaged value of a known member) are drawn again.
"""
import collections, json, os, random, re, sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../spec"))
import drops_reference


class Writer:
    """Lines in up to three envelopes, of random kinds."""

    def __init__(self, chosen, flows):
        self.chosen, self.flows = chosen, flows

    def flow(self):
        record = json.loads(json.dumps(self.chosen.choice(self.flows)))
        if self.chosen.random() < 0.1 and "flow" in record:
            record["flow"].pop("time", None)
            record.pop("time", None)
        if self.chosen.random() < 0.1 and "flow" in record:
            record = record["flow"]
        return record if self.chosen.random() > 0.05 else {"lost_events": {"source": "PERF_EVENT_RING_BUFFER", "num_events_lost": "3"}}

    def text(self, value):
        return json.dumps(value, separators=self.chosen.choice([(",", ":"), (", ", ": ")]))

    def enveloped(self, inner):
        text, other = self.text(inner), self.text(self.flow())
        return self.chosen.choice([
            {"log": text + self.chosen.choice(["\n", ""]), "stream": "stdout", "time": "2026-10-12T08:00:01.1Z"},
            {"message": text, "@timestamp": "2026-10-12T08:00:01Z", "host": {"name": "n"}},
            {"_raw": text},
            {"jsonPayload": inner, "timestamp": "2026-10-12T08:00:09Z", "insertId": "x"},
            {"_source": {"a": [1, {"b": None}], "hubble": inner}},
            {"data": {"result": [{"stream": {"a": "b"}, "values": [["1", text], ["2", other]]}]}},
            {"x": [inner, self.flow()]},
            {"lines": [text, "text", other]},
            {"log": other + "\n" + text + "\n" + self.chosen.choice(["", "junk\n"]), "n": 1},
            {"message": text, "event": {"original": text}},
            {"body": {"text": json.dumps(inner, indent=2)}},
            {"log": "2026-10-12T08:00:01.1Z stdout F " + text},
        ])

    def line(self):
        value = self.flow()
        for _ in range(self.chosen.choice([0, 0, 1, 1, 2, 3])):
            value = self.enveloped(value)
        text, other, choice = self.text(value), self.text(self.flow()), self.chosen.choice
        kind = self.chosen.randrange(24)
        if kind < 6:
            return text
        return [
            '2026-10-12T10:00:01+02:00 {namespace="kube-system", node="a}b"} ' + text,
            "[pod/cilium/cilium-agent] " + text,
            "Oct 12 08:00:01 node-a cilium-agent[811]: " + text,
            '<13>1 2026-10-12T08:00:01Z h app 1 - [ex@1 iut="3" b="]"] ' + text,
            "time=x level=info msg=" + json.dumps(text) + choice([" a=b", "", ' c="{"']),
            "\x1b[32m" + text + "\x1b[0m",
            text + choice([" ", ",", ", ", ""]) + other + choice(["", ",", "]", " ]", ",,"]),
            "[" + text + "," + other + "]",
            json.dumps(value, indent=choice([1, 2, 4])),
            json.dumps([value, self.flow(), 3, "x"][:choice([1, 2, 3, 4])], indent=choice([0, 1, 2])),
            "[\n" + text + ",\n" + other + choice(["\n]", "\n", "]", ",\n]"]),
            "\x1e" + text,
            json.dumps(text),
            choice(["", "  ", "text", "{", "[", '{"a":1}', "[1]", "}", "]", '{"flow":{"verdict":"DROPPED"', '{"a":[', '"x"',
                    "2026-10-12T08:00:01.000Z stdout F " + text, '{"rows":[\n' + text + ",\n" + other + "\n]}"]),
            json.dumps(value, indent=2) + json.dumps(self.flow(), indent=2),
            json.dumps(value, indent=2) + choice([",", "]", " x", " {"]),
            text + choice([",", "]", " x", "}", '"']),
            choice(["x", "[a] [b] ", "[1] [2] ", "a {b} ", 'k="v" ', "{b} ", "[", "{", '"', "==> a <==\n"]) + text,
        ][kind - 6]

    def damaged(self, text):
        text = bytearray(text)
        for _ in range(self.chosen.choice([0, 0, 0, 1, 1, 2, 3])):
            if not text:
                break
            at, kind = self.chosen.randrange(len(text)), self.chosen.randrange(5)
            if kind == 0:
                del text[at:at + self.chosen.randrange(1, 40)]
            elif kind == 1:
                text[at:at] = self.chosen.choice([b"{", b"}", b"[", b"]", b'"', b"\\", b",", b"\n", b":", b" ", b"\x1b[0m", b"x", b'="'])
            elif kind == 2:
                text[at] = self.chosen.choice(b'{}[]",:\\ \nx0')
            elif kind == 3:
                del text[at:]
            else:
                found = text.find(self.chosen.choice([b"{", b'"', b"}", b"]", b"\n"]), at)
                del text[found:found + 1 if found >= 0 else 0]
        return bytes(text)

    def log(self):
        parts = [self.line().encode() for _ in range(self.chosen.randrange(1, 9))]
        parts = [self.damaged(part) if self.chosen.random() < 0.3 else part for part in parts]
        return b"\n".join(parts) + self.chosen.choice([b"\n", b""])


TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z")


def has_damaged_time(path):
    """Whether a flow has a time that is none: in Go its line is no flow, here another time counts."""
    for record, _ in drops_reference.records(drops_reference.raw_lines(path), collections.Counter()):
        for place in (record, record.get("flow", {})):
            if not TIME.fullmatch(str(place.get("time", "2026-05-11T06:00:00Z"))):
                return True
    return False


def main():
    seed, count, output, source = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]
    writer = Writer(random.Random(seed), [json.loads(line) for line in open(source)])
    number = 0
    while number < count:
        path = os.path.join(output, f"{number}.log")
        with open(path, "wb") as file:
            file.write(writer.log())
        try:
            drops, _, kinds, *_ = drops_reference.count([path])
            if has_damaged_time(path):
                continue
        except (AttributeError, TypeError, ValueError):
            continue
        print(json.dumps({"lines": {kind: n for kind, n in kinds.items() if n and kind != "blank"}, "drops": sum(drops.values())}))
        number += 1


if __name__ == "__main__":
    main()
