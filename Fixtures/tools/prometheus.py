"""A real node_exporter and a real Prometheus that scrapes it every second, both on free loopback ports, for the scripts beside this file."""
import json, os, shutil, socket, subprocess, tempfile, time, urllib.parse, urllib.request

CONFIGURATION = """
global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
rule_files: %s
scrape_configs: [{job_name: node, static_configs: [{targets: %s}]}]
"""


def free_address():
    """A port that nobody has just now: Prometheus does not say which one it was given."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return "127.0.0.1:%d" % probe.getsockname()[1]


class Prometheus:
    """Both programs over directories of .prom files, a node_exporter each, for as long as the `with` block lasts."""

    def __init__(self, *directories, rules=()):
        self.folder = tempfile.mkdtemp()
        self.programs = []
        exporters = [
            self.start(
                "prometheus-node-exporter", "--collector.disable-defaults", "--collector.textfile",
                "--collector.textfile.directory=" + directory)
            for directory in directories]
        configuration = os.path.join(self.folder, "prometheus.yml")
        with open(configuration, "w") as file:
            file.write(CONFIGURATION % (json.dumps(list(rules)), json.dumps(exporters)))
        self.address = self.start(
            "prometheus", "--config.file=" + configuration, "--storage.tsdb.path=" + os.path.join(self.folder, "data"))

    def start(self, name, *arguments):
        address = free_address()
        self.programs.append(subprocess.Popen([name, "--web.listen-address=" + address, *arguments], stderr=subprocess.DEVNULL))
        return address

    def get(self, path, **parameters):
        """What its HTTP API says; nothing as long as it does not listen."""
        try:
            url = "http://%s/api/v1/%s?%s" % (self.address, path, urllib.parse.urlencode(parameters))
            return json.load(urllib.request.urlopen(url, timeout=5))["data"]
        except OSError:
            return None

    def query(self, query, **parameters):
        """The series that a query gives."""
        data = self.get("query", query=query, **parameters)
        return data["result"] if data else []

    def wait_for(self, what, condition, seconds=60):
        """Waits until a condition holds."""
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                raise SystemExit("waited %d s in vain until %s" % (seconds, what))
            time.sleep(0.1)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for program in self.programs:
            program.terminate()
        for program in self.programs:
            program.wait()
        shutil.rmtree(self.folder)
