#!/usr/bin/env python3
"""The first inputs of a fuzzer's target, small pieces of the fixtures, and the words that its inputs are made of.

usage: fuzz_seeds.py TARGET DIRECTORY        (writes the inputs into DIRECTORY, the words to DIRECTORY.dict)
"""
import gzip, io, itertools, json, os, re, sys, tarfile, zipfile

FIXTURES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
LOGS = ("full-20k", "odd-5k", "exporter-20k", "minimal-5k", "aggregate-12k")


def text(name):
    return open(os.path.join(FIXTURES, name), "rb").read()


def log_lines(count):
    """The first lines of each log, and all of the small ones."""
    for name in LOGS:
        with gzip.open(os.path.join(FIXTURES, f"flows/{name}.jsonl.gz")) as log:
            yield from (line.rstrip(b"\n") for line in itertools.islice(log, count))
    for name in ("pairing", "mixed", "hostile"):
        yield from text(f"flows/{name}.jsonl").splitlines()


def pairs(lines, count=2):
    lines = list(lines)
    return [b"\n".join(lines[at:at + count]) + b"\n" for at in range(0, len(lines), count)]


def edge_files():
    folder = os.path.join(FIXTURES, "edge")
    return [text(f"edge/{name}") for name in sorted(os.listdir(folder)) if not name.endswith((".out", ".tsv"))]


def short_lines(count):
    """Lines with a few labels: two fit into an input that a fuzzer tries thousands of times a second."""
    for line in log_lines(count):
        try:
            value = json.loads(line)
            for end in ("source", "destination"):
                if len(line) > 900:
                    value["flow"][end]["labels"] = value["flow"][end]["labels"][:2]
            yield json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode() if len(line) > 900 else line
        except (ValueError, KeyError, TypeError):
            yield line


def lines():
    return pairs(short_lines(40)) + [data[:2048] for data in edge_files()]


def envelopes():
    wrapped = []
    for line in list(short_lines(3))[:40]:
        string = json.dumps(line.decode("utf-8", "replace"))
        wrapped += [f'{{"log":{string},"stream":"stdout","time":"2026-01-02T15:04:05Z"}}'.encode(),
                    b'{"textPayload":"x","jsonPayload":' + line + b"}", b"[pod/a] " + line, b"[" + line + b"," + line + b"]",
                    b"level=info msg=" + string.encode(), b"\x1b[32m" + line + b"\x1b[0m", line + b" " + line,
                    f'{{"message":{json.dumps(json.dumps({"log": line.decode("utf-8", "replace")}))}}}'.encode()]
    return pairs(wrapped, 1) + lines()[:40]


def documents():
    found = [b"\x00\x20" + json.dumps(json.loads(line), indent=1).encode() + b"\n" for line in itertools.islice(log_lines(2), 10)]
    small = [b'{"flow":{"verdict":"DROPPED"}}', b'{"a":[1,{"b":"c"}]}', b'[\n{"flow":{"verdict":"DROPPED"}},\n{"a":1}\n]', b'{\n"a":\n1}\n{}']
    return [data[:1024] for data in found] + [bytes([limit, size]) + data for data in small for limit in (0, 5, 12, 40) for size in (0, 2, 33)]


def prefixes():
    shapes = (b"2026-01-02T15:04:05.1Z stdout F {}\n", b"2026-01-02T1 stderr P {\"a\":\n2026-01-02T1 stderr F:tag 1}\r\n", b"\xef\xbb\xbf{}\nx",
              b"2026-01-02T1 stdout P a\n2026-01-02T1 stderr P b\n2026-01-02T1 stdout F c\n")
    return [bytes([limit, size]) + shape for shape in shapes for limit in (0, 1, 20, 100) for size in (0, 7, 99)]


def compressed():
    flows = b"\n".join(itertools.islice(log_lines(2), 4))
    found = []
    for level in (1, 6, 9):
        for data in (b"", b"a\n", flows[:1500], b" " * 3000):
            buffer = io.BytesIO()
            with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=level, mtime=0, filename="x.log" if level == 6 else "") as member:
                member.write(data)
            found += [buffer.getvalue(), buffer.getvalue() * 2]
    return [bytes([size]) + data for data in found for size in (0, 200)]


def archives():
    found = []
    for form in (tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
        buffer = io.BytesIO()
        with tarfile.open(fileobj=buffer, mode="w", format=form) as archive:
            for name in ("n1/events.log", "n1/events.log.gz", "x" * 90 + ".log"):
                member = tarfile.TarInfo(name)
                member.size = 5
                archive.addfile(member, io.BytesIO(b"{}\n{}"))
        found += [buffer.getvalue()[:4096], gzip.compress(buffer.getvalue(), mtime=0)]
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", method) as archive:
            archive.writestr("n1/events.log", "{}\n" * 20)
            archive.writestr("b.log", "")
        found.append(buffer.getvalue())
    return found + [b"\x28\xb5\x2f\xfd\x04\x00\x11\x00\x00\x7b\x7d", b"BZh91AY&SY", b"\xfd7zXZ\x00\x00\x04"]


def states():
    return [b"""flowaudit-state 2
config "FILE" "/var/log/events.log"
run "1778480000000000000" 1000000 done "1778480000000000000"
age "1778480000000000000" "1778480000000000000"
times "1778480000000000000" "" "1778480000000000000"
counter drops 12 new "payments" "feature-flags"
counter drops series 12 1 "payments" "default" "POLICY_DENIED" "a" "b"
counter lines series 5 "" "flow"
file "events.log" 2049 77 4096 1778480000000000000 4000 123 456 newest
clock verdict "node-1" 1778480000000000000
waiting verdict 0 1778480000000000000 1 policy "node-1" 2 "a" "b" "x" "y" "POLICY_DENIED" "p"
waiting notification 1778480000000000000 1778480000000000000 1 none "node-1" 1 "k" "x" "y" "POLICY_DENIED" "p"
window 1778480200500000000 9341867263847264 1203947203874
node flow "node-1" 1778480200400000000 1778480200400000000 1778479840000000000 1778480200500000000 seen
lines 0 177848020 AQAAAAAAAAACAAAAAAAAAA==
a-newer-line "x" 5
""", b"flowaudit-state 1\n"]


def expositions():
    found = []
    folder = os.path.join(FIXTURES, "cases")
    for case in sorted(os.listdir(folder)):
        path = os.path.join(folder, case, "stdout")
        data = open(path, "rb").read() if os.path.exists(path) else b""
        if data.startswith(b"# HELP"):
            found += [data[:2000], *(b"# HELP" + block for block in data.split(b"# HELP")[1:6])]
    return [b"\x07" + data for data in found[:60]] + [b"\x03# TYPE a_total counter\na_total{b=\"c\\n\"} 1e5\n"]


def filters():
    rows = ["verdict DROPPED", "!namespace shop", "pod shop/cart", "label k8s:app in (a,b),!c", "ip 10.0.0.0/8", "fqdn *.example.com", "http-path ^/a",
            "where source-namespace=shop", "where reason!=POLICY_DENY", "type trace:to-endpoint", "identity reserved:host", "tcp-flags syn,ack",
            'allowlist {"source_pod":["shop/"],"verdict":["DROPPED"]}', "http-header X-A:1", "node-name east/*", "port 443", "workload StatefulSet/cart",
            "http-status 4+", "policy a/b", "dns-rcode nxdomain", "uuid u1", "ip-version v4", "snat-ip ::/0", "protocol tcp", "from-namespace x\nto-pod y"]
    return [row.encode() for row in rows] + [f"{a}\n{b}".encode() for a, b in zip(rows, rows[1:])]


def metrics():
    names = text("expected/hubble-metrics/configs.tsv").decode().splitlines()
    return [row.split("\t")[1].encode() for row in names if "\t" in row]


def options():
    found = []
    folder = os.path.join(FIXTURES, "cases")
    for case in sorted(os.listdir(folder)):
        path = os.path.join(folder, case, "arguments")
        if os.path.exists(path):
            found.append(open(path, "rb").read().rstrip(b"\n"))
    return found


def configurations():
    return [b"# mine\n\n  --top\n2\r\n\t--output=csv \n", b"--not\n--verdict\nDROPPED\n", b"--where=a=b c\n", b"--since=1h\n--quiet\n", b"--label k8s:a=b"] + options()


WORDS = ['"flow":{', '"verdict":"DROPPED"', '"verdict":"FORWARDED"', '"time":"2026-05-11T06:07:08.900Z"', '"node_name":"n"', '"source":{', '"destination":{',
         '"namespace":"', '"identity":', '"labels":["', '"pod_name":"', '"drop_reason_desc":"POLICY_DENY"', '"event_type":{"type":5}', '"event_type":{"type":1}',
         '"lost_events":{', '"num_events_lost":', '"aggregate":{', '"ingress_denied_by":[{', '"IP":{"source":"', '"l4":{"TCP":{', '"l7":{', '"log":"', '"message":"',
         '\\"flow\\":{', "\\u00e9", "\\ud83d\\ude00", "\\ud800", "\\\\", "\\n", "true", "false", "null", "1e5", "-0.5", "},{", "}}", "[[", "]]", "\xc3\xa9",
         "stdout F ", "stderr P ", "2026-01-02T15:04:05Z ", "\x00\n", "\x1b[0m", "\n"]


def words(target):
    if target in ("lines", "envelopes", "documents", "prefixes"):
        return WORDS
    seeds = b"\n".join(TARGETS[target]()).decode("latin-1")
    if target in ("gzip", "archive"):
        return ["\x1f\x8b\x08", "ustar\x0000", "PK\x03\x04", "PK\x01\x02", "PK\x05\x06"]
    return sorted(set(re.findall(r"[-A-Za-z_][-A-Za-z0-9_.]{2,30}", seeds)))[:400]


TARGETS = {"lines": lines, "envelopes": envelopes, "documents": documents, "prefixes": prefixes, "gzip": compressed, "archive": archives, "state": states,
           "exposition": expositions, "filters": filters, "metrics": metrics, "options": options, "configuration": configurations}


def main():
    target, folder = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    for number, seed in enumerate(TARGETS[target]()):
        with open(os.path.join(folder, f"{number:04}"), "wb") as file:
            file.write(seed)
    with open(folder + ".dict", "w", encoding="latin-1") as file:
        for word in words(target):
            escaped = "".join(f"\\x{byte:02x}" if byte < 0x20 or byte > 0x7E or byte in b'"\\' else chr(byte) for byte in word.encode("latin-1"))
            file.write(f'"{escaped}"\n')


if __name__ == "__main__":
    main()
