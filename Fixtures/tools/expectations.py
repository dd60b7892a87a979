#!/usr/bin/env python3
"""What the counting rules give for a log cut at random byte lengths: one JSON object a line, longest prefix first.

usage: expectations.py plain|gzip SEED COUNT FILE.gz

plain: the lengths are of the unpacked log. gzip: they are of the file itself (2 bytes or more, not the whole file), and what
counts are the bytes that zlib decodes from the prefix. Each object is the spec's --json with "length" (of the prefix) and "decoded"
(of its content) beside it. The rules run once over the log: where a cut lies, a forked copy of the run takes the cut line as the
last one, ends and prints.
"""
import gzip, io, json, os, random, sys, tempfile, zlib

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../spec"))
import drops_reference


def gzip_cuts(packed, lengths):
    """Length of the prefix -> how many bytes it decodes to."""
    decoder, position, decoded, found = zlib.decompressobj(31), 0, 0, {}
    for length in sorted(lengths):
        decoded += len(decoder.decompress(packed[position:length]))
        position = length
        found[length] = decoded
    return found


def forked_lines(data, cuts, results):
    """The lines of data; at each cut that lies in or at the end of a line, a child process gets the line so far and its end."""
    waiting = sorted(set(cuts))
    start = 0
    while True:
        newline = data.find(b"\n", start)
        end = len(data) if newline < 0 else newline + 1
        while waiting and waiting[0] <= end:
            cut = waiting.pop(0)
            child = os.fork()
            if child == 0:
                results.clear()
                results.append(cut)
                if data[start:cut]:
                    yield data[start:cut].rstrip(b"\n").rstrip(b"\r")
                return
            if os.waitpid(child, 0)[1] != 0:
                sys.exit("a forked run failed")
        if not waiting:
            os._exit(0)
        yield data[start:end].rstrip(b"\n").rstrip(b"\r")
        start = end


def main():
    kind, seed, count, path = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    packed = open(path, "rb").read()
    data = gzip.decompress(packed)
    chosen = random.Random(seed)
    if kind == "plain":
        decoded = {length: length for length in (chosen.randrange(0, len(data)) for _ in range(count))}
    else:
        decoded = gzip_cuts(packed, {chosen.randrange(2, len(packed)) for _ in range(count)})
    with tempfile.TemporaryDirectory() as folder:
        master = os.fork()
        if master == 0:
            run(data, decoded, folder)
        if os.waitpid(master, 0)[1] != 0:
            sys.exit("the run over the whole log failed")
        for length in sorted(decoded, reverse=True):
            answer = json.load(open(f"{folder}/{decoded[length]}.json"))
            print(json.dumps({"length": length, "decoded": decoded[length], **answer}))


def run(data, decoded, folder):
    """The spec's own main over the lines, in this process and its forked copies; each copy leaves its answer in a file."""
    results = []
    drops_reference.raw_lines = lambda path: forked_lines(data, decoded.values(), results)
    sys.argv = ["spec", "--json", "log"]
    keep = sys.stdout
    sys.stdout = output = io.StringIO()
    drops_reference.main()
    sys.stdout = keep
    with open(f"{folder}/{results[0]}.json", "w") as file:
        file.write(output.getvalue())
    os._exit(0)


if __name__ == "__main__":
    main()
