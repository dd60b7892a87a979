#!/usr/bin/env python3
"""Runs a command beside a node_exporter over a directory of .prom files, on a free loopback port: ADDRESS in the command's arguments stands for it.

usage: with_node_exporter.py DIRECTORY COMMAND...
"""
import re, subprocess, sys


def main():
    exporter = subprocess.Popen(
        ["prometheus-node-exporter", "--web.listen-address=127.0.0.1:0", "--collector.disable-defaults", "--collector.textfile",
         "--collector.textfile.directory=" + sys.argv[1]], stderr=subprocess.PIPE, text=True)
    try:
        for line in exporter.stderr:
            address = re.search(r"address=(127\.0\.0\.1:\d+)", line)
            if address:
                break
        else:
            sys.exit("node_exporter did not listen")
        command = [argument.replace("ADDRESS", address[1]) for argument in sys.argv[2:]]
        sys.exit(subprocess.run(command, timeout=60).returncode)
    finally:
        exporter.kill()
        exporter.wait()


if __name__ == "__main__":
    main()
