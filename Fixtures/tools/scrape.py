#!/usr/bin/env python3
"""Starts node_exporter over a directory of .prom files on a free loopback port, prints what it serves, and ends it.

usage: scrape.py DIRECTORY [SECONDS]

SECONDS is how long an answer is waited for.
"""
import http.client, re, shutil, subprocess, sys, threading


def main():
    program = shutil.which("prometheus-node-exporter") or shutil.which("node_exporter")
    if program is None:
        sys.exit("node_exporter is missing: scripts/setup --tests")
    exporter = subprocess.Popen(
        [program, "--web.listen-address=127.0.0.1:0", "--collector.disable-defaults", "--collector.textfile",
         "--collector.textfile.directory=" + sys.argv[1]], stderr=subprocess.PIPE, text=True)
    deadline = threading.Timer(30, exporter.kill)
    deadline.start()
    try:
        log = []
        for line in exporter.stderr:
            log.append(line)
            address = re.search(r"address=127\.0\.0\.1:(\d+)", line)
            if address:
                break
        else:
            sys.exit("node_exporter did not listen:\n" + "".join(log))
        connection = http.client.HTTPConnection("127.0.0.1", int(address[1]), timeout=int(sys.argv[2]) if len(sys.argv) > 2 else 20)
        connection.request("GET", "/metrics")
        try:
            body = connection.getresponse().read()
        except http.client.RemoteDisconnected:
            sys.exit("node_exporter ended without an answer")
        except TimeoutError:
            sys.exit("node_exporter gave no answer")
        sys.stdout.buffer.write(body)
    finally:
        deadline.cancel()
        exporter.kill()
        exporter.wait()


if __name__ == "__main__":
    main()
