#!/usr/bin/env python3
"""Lets a Prometheus scrape a node_exporter over a directory of .prom files, both on free loopback ports, and prints whether it could:
`up: ` or `down: ` and Prometheus' words.

usage: scrape_health.py DIRECTORY
"""
import json, os, shutil, socket, subprocess, sys, tempfile, time, urllib.request

CONFIGURATION = """
global: {scrape_interval: 1s, scrape_timeout: 1s}
scrape_configs: [{job_name: node, static_configs: [{targets: ["%s"]}]}]
"""


def free_address():
    """A port that nobody has just now: Prometheus does not say which one it was given."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return "127.0.0.1:%d" % probe.getsockname()[1]


def health(prometheus):
    """The first word that Prometheus has on its target."""
    for _ in range(200):
        time.sleep(0.1)
        try:
            answer = json.load(urllib.request.urlopen("http://%s/api/v1/targets" % prometheus, timeout=5))
        except OSError:
            continue
        for target in answer["data"]["activeTargets"]:
            if target["health"] != "unknown" and "refused" not in target["lastError"]:
                return "%s: %s" % (target["health"], target["lastError"])
    return "no word in time"


def main():
    folder = tempfile.mkdtemp()
    programs = []

    def start(name, *arguments):
        address = free_address()
        programs.append(subprocess.Popen([name, "--web.listen-address=" + address, *arguments], stderr=subprocess.DEVNULL))
        return address

    try:
        exporter = start(
            "prometheus-node-exporter", "--collector.disable-defaults", "--collector.textfile",
            "--collector.textfile.directory=" + sys.argv[1])
        configuration = os.path.join(folder, "prometheus.yml")
        with open(configuration, "w") as file:
            file.write(CONFIGURATION % exporter)
        prometheus = start(
            "prometheus", "--config.file=" + configuration, "--storage.tsdb.path=" + os.path.join(folder, "data"))
        print(health(prometheus))
    finally:
        for process in programs:
            process.terminate()
            process.wait()
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
