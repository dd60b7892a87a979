#!/usr/bin/env python3
"""Lets a Prometheus scrape a node_exporter over a directory of .prom files, and prints whether it could: `up: ` or `down: ` and Prometheus' words.

usage: scrape_health.py DIRECTORY
"""
import sys

from prometheus import Prometheus


def main():
    with Prometheus(sys.argv[1]) as prometheus:
        words = []

        def has_word():
            for target in (prometheus.get("targets") or {"activeTargets": []})["activeTargets"]:
                if target["health"] != "unknown" and "refused" not in target["lastError"]:
                    words.append("%s: %s" % (target["health"], target["lastError"]))
            return words

        prometheus.wait_for("Prometheus has a word on its target", has_word)
        print(words[0])


if __name__ == "__main__":
    main()
