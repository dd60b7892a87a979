#!/usr/bin/env python3
"""Writes a log as Cilium's exporter does: at a rate, rotated by size as lumberjack rotates it, packed and removed behind the back of who reads.

usage: rotating_log.py SAMPLE REPEATS                                    the whole log to standard output
       rotating_log.py SAMPLE REPEATS LOG RATE SIZE BACKUPS [--compress] the log to LOG, and what was done as JSON
       rotating_log.py SAMPLE REPEATS LOG RATE SIZE BACKUPS --copytruncate  rotated as logrotate does with copytruncate

The log is SAMPLE, gzipped, REPEATS times, an hour later each time, and lines at its end behind which nothing waits for its partner. RATE is in
bytes a second, SIZE is that of a file, BACKUPS how many rotations stay: all others are removed, as lumberjack does, read or not.

With --copytruncate the writer rests while its file is copied and truncated. Without that logrotate itself loses what is written between the
copy's end and the truncation: nobody can count it.
"""
import datetime, glob, gzip, json, os, queue, re, shutil, sys, threading, time, zlib

PIECE = 65536
FLUSH = (
    '{"flow":{"time":"2031-01-01T00:00:00Z","verdict":"DROPPED","drop_reason_desc":"POLICY_DENIED",%s'
    '"IP":{"source":"1.2.3.4","destination":"1.2.3.5"},"l4":{"TCP":{"source_port":1,"destination_port":2}},"node_name":"%s"},'
    '"node_name":"%s","time":"2031-01-01T00:00:00Z"}\n')


def parts(sample, repeats):
    """The log, in parts that end behind a line."""
    text = gzip.open(sample).read()
    first = datetime.datetime(2026, 5, 11, 6)
    for number in range(repeats):
        later = first + datetime.timedelta(hours=number)
        yield text.replace(b"2026-05-11T06:", later.strftime("%Y-%m-%dT%H:").encode())
    nodes = sorted(set(re.findall(rb'"node_name":"([^"]*)"', text)))
    for node in nodes:
        for kind in ('"event_type":{"type":1},', "", ""):
            yield (FLUSH % (kind, node.decode(), node.decode())).encode()


class Lumberjack:
    """lumberjack.Logger: write, rotate; a thread removes what is too much and packs the rest."""

    def __init__(self, path, size, backups, compresses):
        self.path, self.size, self.backups, self.compresses = path, size, backups, compresses
        self.stem = path[: -len(".log")]
        self.file, self.written, self.rotations = open(path, "ab", buffering=0), 0, 0
        self.last = None
        self.work = queue.Queue()
        self.mill = threading.Thread(target=self.run)
        self.mill.start()

    def write(self, lines):
        if self.written + len(lines) > self.size and self.written > 0:
            self.rotate()
        # A reader sees half a line now and then.
        cut = len(lines) - 100
        self.file.write(lines[:cut])
        self.file.write(lines[cut:])
        self.written += len(lines)

    def rotate(self):
        self.file.close()
        while True:
            stamp = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H-%M-%S.%f")[:-3]
            if stamp != self.last:
                break
            time.sleep(0.0005)
        self.last = stamp
        os.rename(self.path, "%s-%s.log" % (self.stem, stamp))
        self.file, self.written = open(self.path, "ab", buffering=0), 0
        self.rotations += 1
        self.work.put(True)

    def run(self):
        while self.work.get():
            there = sorted(glob.glob(glob.escape(self.stem) + "-*.log*"))
            stamps = sorted({name.removesuffix(".gz") for name in there})
            for name in stamps[: max(0, len(stamps) - self.backups)]:
                for path in (name, name + ".gz"):
                    if os.path.exists(path):
                        os.remove(path)
            for name in stamps[-self.backups :]:
                if self.compresses and os.path.exists(name):
                    self.pack(name)

    def pack(self, name):
        packer = zlib.compressobj(6, zlib.DEFLATED, 31)
        with open(name, "rb") as plain, open(name + ".gz", "wb") as packed:
            while piece := plain.read(1 << 20):
                packed.write(packer.compress(piece))
            packed.write(packer.flush())
        os.remove(name)

    def close(self):
        self.file.close()
        self.work.put(False)
        self.mill.join()


class Copytruncate:
    """logrotate's copytruncate, of a writer that appends and rests meanwhile."""

    def __init__(self, path, size, backups):
        self.path, self.size, self.backups = path, size, backups
        self.file, self.written, self.rotations = open(path, "ab", buffering=0), 0, 0

    def write(self, lines):
        if self.written + len(lines) > self.size and self.written > 0:
            self.rotate()
        self.file.write(lines)
        self.written += len(lines)

    def rotate(self):
        for number in range(self.backups, 0, -1):
            if os.path.exists("%s.%d" % (self.path, number)):
                os.rename("%s.%d" % (self.path, number), "%s.%d" % (self.path, number + 1))
        if os.path.exists("%s.%d" % (self.path, self.backups + 1)):
            os.remove("%s.%d" % (self.path, self.backups + 1))
        shutil.copyfile(self.path, self.path + ".1")
        os.truncate(self.path, 0)
        self.written, self.rotations = 0, self.rotations + 1

    def close(self):
        self.file.close()


def main():
    sample, repeats = sys.argv[1], int(sys.argv[2])
    if len(sys.argv) == 3:
        for part in parts(sample, repeats):
            sys.stdout.buffer.write(part)
        return
    path, rate, size, backups = sys.argv[3], *map(int, sys.argv[4:7])
    log = (
        Copytruncate(path, size, backups) if "--copytruncate" in sys.argv
        else Lumberjack(path, size, backups, "--compress" in sys.argv)
    )
    start, byte_count = time.monotonic(), 0
    for part in parts(sample, repeats):
        position = 0
        while position < len(part):
            end = part.rfind(b"\n", position, position + PIECE) + 1
            log.write(part[position:end])
            byte_count += end - position
            position = end
            time.sleep(max(0, start + byte_count / rate - time.monotonic()))
    seconds = time.monotonic() - start
    log.close()
    print(json.dumps({"bytes": byte_count, "seconds": seconds, "rotations": log.rotations}))


if __name__ == "__main__":
    main()
