#!/usr/bin/env python3
"""Runs a command and prints the peak of its resident memory in KiB, its output thrown away; ends with the command's exit status.

usage: peak_memory.py COMMAND...

A process of its own between the tests and the command: the kernel counts what the parent held at the start as the child's peak.
"""
import resource, subprocess, sys


def main():
    status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    sys.exit(status % 256)


if __name__ == "__main__":
    main()
