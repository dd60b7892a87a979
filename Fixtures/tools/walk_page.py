#!/usr/bin/env python3
"""Runs all commands of a page of docs, in one shell; prints what they print.

usage: walk_page.py PAGE FLOWAUDIT SECONDS

The blocks of ```sh are run from the repository's root, with shorter waits, free ports and a folder of their own in place of those that the page
names. It ends as the shell does; what the page has started and not ended, and what takes longer than SECONDS, is killed.
"""
import os, re, shutil, signal, socket, subprocess, sys, tempfile

FASTER = {"sleep 60": "sleep 3", "--interval 1m": "--interval 1s", "_interval: 5s": "_interval: 1s", "group_wait: 5s": "group_wait: 100ms", "sleep 1; done": "sleep 0.5; done"}
FOLDER, PORT = "/tmp/flowaudit-demo", r"(?<=127\.0\.0\.1:)19[01]\d\d|(?<=webhook\.py )19[01]\d\d"


def free_ports(count):
    """Ports that nobody has just now, all at once, so that they differ."""
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [str(probe.getsockname()[1]) for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def script(page, folder):
    text = "\n".join(re.findall(r"^```sh\n(.*?)^```", page, re.M | re.S))
    for what, instead in FASTER.items():
        if what not in text:
            sys.exit("the page has no '%s'" % what)
        text = text.replace(what, instead)
    named = sorted(set(re.findall(PORT, text)))
    ports = dict(zip(named, free_ports(len(named))))
    return re.sub(PORT, lambda port: ports[port.group()], text).replace(FOLDER, folder)


def main():
    page, flowaudit, seconds = open(sys.argv[1]).read(), sys.argv[2], float(sys.argv[3])
    folder = tempfile.mkdtemp()
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    environment = dict(os.environ, PATH=os.path.dirname(flowaudit) + ":" + os.environ["PATH"])
    shell = subprocess.Popen(
        ["bash", "-eu", "-c", script(page, os.path.join(folder, "demo"))], cwd=root, env=environment, start_new_session=True)
    try:
        status = shell.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        status = 124
    finally:
        try:
            os.killpg(shell.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(status)


if __name__ == "__main__":
    main()
