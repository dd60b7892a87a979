#!/usr/bin/env python3
"""Runs a recipe of docs/carriers.md with real servers on free loopback ports, and prints what arrived at its end, as JSON.

usage: carriers.py vmagent|agent|pushgateway|alertmanager FLOWAUDIT LOG

The command is the one that the page has: its addresses and paths are replaced, nothing else.
"""
import http.server, json, math, os, pathlib, re, shlex, shutil, subprocess, sys, tempfile, threading, time, urllib.parse, urllib.request

from prometheus import free_address

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLE = re.compile(r"(?P<name>\w+)(?:\{(?P<labels>.*)\})? (?P<value>\S+)$")
LABEL = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')


class Bench:
    """A folder and programs, for as long as the `with` block lasts."""

    def __init__(self, flowaudit, log):
        self.flowaudit, self.log, self.folder, self.programs = flowaudit, log, tempfile.mkdtemp(), []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        # Who sends ends before who takes: it waits until all is sent.
        for program in reversed(self.programs):
            program.terminate()
            program.wait()
        shutil.rmtree(self.folder)

    def start(self, *words):
        self.programs.append(subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder))

    def path(self, name):
        return os.path.join(self.folder, name)

    def exported(self):
        """A node_exporter over what `flowaudit export` has written; its address and that file."""
        os.mkdir(self.path("textfiles"))
        file = self.path("textfiles/flowaudit.prom")
        subprocess.run([self.flowaudit, "export", self.log, "--textfile", file], check=True)
        address = free_address()
        self.start(
            "prometheus-node-exporter", "--web.listen-address=" + address, "--collector.disable-defaults", "--collector.textfile",
            "--collector.textfile.directory=" + os.path.dirname(file))
        return address, pathlib.Path(file).read_text()

    def configuration(self, name, **addresses):
        """A copy of a shipped file that scrapes faster, with other addresses."""
        text = (ROOT / "docs/deploy/carriers" / name).read_text().replace("15s", "1s")
        for old, new in addresses.values():
            assert old in text, old
            text = text.replace(old, new)
        path = self.path(name)
        pathlib.Path(path).write_text(text)
        return path


def recipe(start):
    """The command of the page that begins so."""
    text = (ROOT / "docs/carriers.md").read_text()
    commands = [block.strip() for block in re.findall(r"```sh\n(.*?)```", text, re.S)]
    found = [command for command in commands if command.startswith(start)]
    assert len(found) == 1, (start, found)
    return found[0]


def replaced(command, pairs):
    for old, new in pairs:
        assert old in command, old
        command = command.replace(old, new)
    return command


def get(address, path, **parameters):
    """What an address answers; nothing as long as it does not listen."""
    try:
        url = "http://%s%s?%s" % (address, path, urllib.parse.urlencode(parameters))
        return urllib.request.urlopen(url, timeout=5).read().decode()
    except OSError:
        return None


def wait_for(what, condition, seconds=120):
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        if time.monotonic() > deadline:
            raise SystemExit("waited %d s in vain for %s" % (seconds, what))
        time.sleep(0.3)
    return found


def series(text):
    """The samples of an exposition by name and labels, without those that say who scraped or pushed."""
    found = {}
    for line in text.splitlines():
        match = SAMPLE.match(line)
        if match and match["name"].startswith("flowaudit_"):
            labels = [pair for pair in LABEL.findall(match["labels"] or "") if pair[0] not in ("job", "instance")]
            found[match["name"], tuple(sorted(labels))] = float(match["value"])
    return found


def queried(address):
    """The same of what a Prometheus API answers."""
    answer = get(address, "/api/v1/query", query='{__name__=~"flowaudit_.+"}')
    found = {}
    for sample in json.loads(answer)["data"]["result"] if answer else []:
        metric = sample["metric"]
        labels = [(name, json.dumps(value)[1:-1]) for name, value in metric.items() if name not in ("job", "instance", "__name__")]
        found[metric["__name__"], tuple(sorted(labels))] = float(sample["value"][1])
    return found


def carried(address, text):
    """Waits until all of a file has arrived."""
    expected = series(text)

    def has_arrived():
        found = queried(address)
        # VictoriaMetrics keeps 15 digits of a number.
        return found.keys() == expected.keys() and all(math.isclose(found[key], expected[key], rel_tol=1e-12) for key in found)

    wait_for("all series", has_arrived)
    return {"series": len(expected)}


def vmagent(bench):
    exporter, text = bench.exported()
    storage = free_address()
    bench.start(
        "victoria-metrics", "-httpListenAddr=" + storage, "-storageDataPath=" + bench.path("data"), "-search.latencyOffset=0s",
        "-search.disableCache")
    wait_for("VictoriaMetrics", lambda: get(storage, "/health"))
    configuration = bench.configuration("vmagent.yaml", exporter=("127.0.0.1:9100", exporter))
    bench.start(*shlex.split(replaced(recipe("vmagent "), [
        ("docs/deploy/carriers/vmagent.yaml", configuration), ("127.0.0.1:8428", storage), ("/var/lib/vmagent", bench.path("queue")),
        ("127.0.0.1:8429", free_address())])))
    return carried(storage, text)


def agent(bench):
    exporter, text = bench.exported()
    receiver = free_address()
    empty = bench.path("empty.yaml")
    pathlib.Path(empty).write_text("global: {}\n")
    bench.start(
        "prometheus", "--web.enable-remote-write-receiver", "--config.file=" + empty, "--web.listen-address=" + receiver,
        "--storage.tsdb.path=" + bench.path("data"))
    wait_for("Prometheus", lambda: get(receiver, "/-/ready"))
    configuration = bench.configuration(
        "prometheus-agent.yaml", exporter=("127.0.0.1:9100", exporter), receiver=("127.0.0.1:9090", receiver))
    bench.start(*shlex.split(replaced(recipe("prometheus "), [
        ("docs/deploy/carriers/prometheus-agent.yaml", configuration), ("/var/lib/prometheus-agent", bench.path("agent")),
        ("127.0.0.1:9095", free_address())])))
    return carried(receiver, text)


def piped(bench, start, log, address, old):
    """Runs a recipe that ends in curl; its pipe hides no failure."""
    command = replaced(recipe(start), [
        ("flowaudit ", shlex.quote(bench.flowaudit) + " "), (log, shlex.quote(bench.log)), (old, address)])
    # The logs of the tests are older than 15 minutes.
    subprocess.run(["bash", "-o", "pipefail", "-c", command.replace("--since 15m ", "")], check=True)


def pushgateway(bench):
    address = free_address()
    bench.start("prometheus-pushgateway", "--web.listen-address=" + address)
    wait_for("the gateway", lambda: get(address, "/-/ready") is not None)
    piped(bench, "flowaudit export", "last-night.jsonl.gz", address, "127.0.0.1:9091")
    expected = series(subprocess.run([bench.flowaudit, "export", bench.log], check=True, stdout=subprocess.PIPE, text=True).stdout)
    found = series(get(address, "/metrics"))
    # Two runs began at two moments.
    return {"series": len(found), "same": sorted(found) == sorted(expected)}


def alertmanager(bench):
    told = []

    class Webhook(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Webhook)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    configuration = bench.path("alertmanager.yml")
    pathlib.Path(configuration).write_text(json.dumps({
        "route": {"receiver": "hook", "group_by": ["alertname"], "group_wait": "0s", "group_interval": "1s"},
        "receivers": [{"name": "hook", "webhook_configs": [{"url": "http://127.0.0.1:%d/" % server.server_port}]}]}))
    address = free_address()
    bench.start(
        "prometheus-alertmanager", "--config.file=" + configuration, "--storage.path=" + bench.path("alerts"),
        "--web.listen-address=" + address, "--cluster.listen-address=")
    wait_for("Alertmanager", lambda: get(address, "/-/ready"))
    piped(bench, "flowaudit drops --since 15m --top 20 events.log --output alertmanager", "events.log", address, "127.0.0.1:9093")
    alerts = json.loads(get(address, "/api/v2/alerts"))
    wait_for("the webhook", lambda: told)
    server.shutdown()
    return {"alerts": sorted((alert["labels"] for alert in alerts), key=str), "annotations": [alert["annotations"] for alert in alerts],
            "told": sorted({alert["labels"]["alertname"] for message in told for alert in message["alerts"]})}


if __name__ == "__main__":
    with Bench(sys.argv[2], os.path.abspath(sys.argv[3])) as bench:
        print(json.dumps({"vmagent": vmagent, "agent": agent, "pushgateway": pushgateway, "alertmanager": alertmanager}[sys.argv[1]](bench)))
