#!/usr/bin/env python3
"""The fault matrix: every system call of a run fails, with each error that it can give, alone and several in a row; or the log is rotated, or
the run is killed, before it. Each run is followed by a clean one, growth, another, growth and a last one, and judged.

usage: matrix.py EXE INJECT [--sample N] [--rows N] [--seed S] [--jobs N] [--table FILE] [SCENE [CALL [WHEN [ERROR]]]]

EXE is the program, INJECT the library made of Tests/Faults/inject.c. --sample tries so many cells of each row, --rows so many rows, drawn
with the seed; without them all are tried. SCENE, CALL, WHEN and ERROR repeat one row or cell. Prints a row for each scene and call, then the sums; each cell that
fails with what is wrong and the command line that repeats it. The status is 1 where one did, or where a call of the table was never met.
"""
import argparse, collections, concurrent.futures, os, random, resource, shlex, sys, time
import scenes
from scenes import COLUMNS

READ = ["EIO", "ESTALE", "EINTR"]
OPEN = READ + ["EACCES", "EMFILE", "ENFILE", "ENOMEM", "ETIMEDOUT"]
PATH = ["EIO", "ESTALE", "EACCES", "ENOMEM"]
ROOM = ["ENOSPC", "EDQUOT", "EROFS"]

# What each call can give; `to` is for files that are written.
ERRORS = {
    "open": (OPEN, ROOM), "stat": (PATH + ["EINTR"], []), "lstat": (PATH + ["EINTR"], []), "fstat": (["EIO", "ESTALE", "ENOMEM", "EINTR"], []),
    "readlink": (PATH, []), "realpath": (PATH, []), "opendir": (OPEN, []), "readdir": (["EIO", "ESTALE", "EINTR"], []),
    "read": (READ + ["ENOMEM"], []), "pread": (READ + ["ENOMEM", "ETIMEDOUT"], []), "preadv": (READ + ["ENOMEM", "ETIMEDOUT"], []),
    "lseek": (["EIO"], []), "write": (["EIO", "EINTR"], ["ENOSPC", "EDQUOT", "EFBIG"]), "writev": (["EIO", "EINTR", "ENOSPC"], []),
    "fsync": (["EIO", "EINTR"], ["ENOSPC", "EDQUOT", "EROFS"]), "fchmod": (["EIO", "EPERM", "EROFS", "EINTR"], []),
    "fchown": (["EIO", "EPERM", "EINTR"], []), "flock": (["EIO", "ENOLCK", "EINTR", "EWOULDBLOCK", "ENOMEM"], []),
    "rename": (["EIO", "ESTALE", "EACCES", "EPERM"], ROOM), "mkdir": (["EIO", "EACCES"], ROOM), "unlink": (["EIO", "EACCES", "EPERM", "EROFS"], []),
    "close": (["EIO", "EINTR"], ["ENOSPC", "EDQUOT"]), "fcntl": (["EMFILE", "EINTR", "EIO"], []), "dlopen": (["ENOENT"], []),
    "pipe2": (["EMFILE", "ENFILE"], []), "fork": (["EAGAIN", "ENOMEM"], []), "waitpid": (["EINTR"], []), "waitid": (["EINTR"], []),
    "poll": (["EINTR", "ENOMEM"], []), "pthread_create": (["EAGAIN"], []), "sched_getaffinity": (["EPERM"], []),
    "getrlimit": (["EPERM"], []), "setrlimit": (["EPERM"], []), "inotify_init1": (["EMFILE", "ENOSYS"], []),
    "inotify_add_watch": (["ENOSPC", "EACCES"], []), "fstatfs": (["EIO", "EINTR"], []),
}
# What older versions called: tried where it is met, and not missed where it is not.
FORMER = {"access": (PATH, [])}
RANGE = 4
# Pseudo calls: rows of their own.
ROTATE, KILL = "(rotated)", "(killed)"
Cell = collections.namedtuple("Cell", "scene call when error")


def cells(scene, exe, inject):
    """The cells of a scene by row, from the calls that a run of it makes."""
    calls = scene.calls(exe, inject)
    rows, numbers = collections.defaultdict(list), collections.Counter()
    for call, path in calls:
        known = ERRORS.get(call) or FORMER.get(call)
        if known is None:
            raise SystemExit(f"no errors are known of {call}: add it to the table of matrix.py")
        numbers[call] += 1
        errors = known[0] + ([] if scene.reads(path) else known[1])
        for error in errors:
            first = numbers[call]
            rows[call] += [Cell(scene.name, call, str(first), error), Cell(scene.name, call, f"{first}..{first + RANGE - 1}", error)]
    if scene.is_counted:
        rows[KILL] = [Cell(scene.name, KILL, str(number), "SIGKILL") for number in range(1, len(calls) + 1)]
    count = sum("/events" in path for _, path in calls)
    for rotation in scene.rotations:
        rows[ROTATE] += [Cell(scene.name, ROTATE, str(number), rotation) for number in range(1, count + 1)]
    return rows


def judge(cell, exe, inject):
    """What is wrong with a cell, by column."""
    try:
        return scenes.SCENES[cell.scene]().judge(cell, exe, inject)
    except Exception as error:
        return [("exact", f"{type(error).__name__}: {error}")]


def repeat(cell):
    return "scripts/check-faults " + " ".join(shlex.quote(word) for word in cell)


def chosen(rows, options):
    """The rows of the options, and of each what is tried."""
    generator = random.Random(options.seed)
    names = sorted(rows)
    if 0 < options.rows < len(names):
        names = sorted(generator.sample(names, options.rows))
    for scene, call in names:
        row = rows[scene, call]
        if options.call and call != options.call:
            continue
        row = [cell for cell in row if options.when in (None, cell.when) and options.error in (None, cell.error)]
        if options.sample and len(row) > options.sample:
            row = generator.sample(row, options.sample)
        if row:
            yield (scene, call), row


def main():
    parser = argparse.ArgumentParser()
    for name in ("exe", "inject"):
        parser.add_argument(name)
    for name in ("scene", "call", "when", "error"):
        parser.add_argument(name, nargs="?")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--rows", type=int, default=0)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--table", default=os.devnull)
    options = parser.parse_intermixed_args()
    options.exe, options.inject = os.path.abspath(options.exe), os.path.abspath(options.inject)
    # Lower than what may be had, so that the program raises it.
    resource.setrlimit(resource.RLIMIT_NOFILE, (1000, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    start = time.monotonic()
    names = [name for name in scenes.SCENES if options.scene in (None, name)]
    if not names:
        raise SystemExit(f"no scene {options.scene}: there are {', '.join(scenes.SCENES)}")
    rows = {}
    for name in names:
        rows |= {(name, call): row for call, row in cells(scenes.SCENES[name](), options.exe, options.inject).items()}
    whole, row_count = sum(map(len, rows.values())), len(rows)
    met = {call for _, call in rows}
    rows = dict(chosen(rows, options))
    if not rows:
        raise SystemExit("nothing to try: no call of a scene was seen that fits; the program has to be called flowaudit")
    print(f"seed {options.seed}; {len(rows)} of {row_count} rows, {sum(map(len, rows.values()))} of {whole} cells, {options.jobs} at a time", flush=True)
    failed, results = 0, collections.defaultdict(collections.Counter)
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        work = {pool.submit(judge, cell, options.exe, options.inject): (row, cell) for row, list_ in rows.items() for cell in list_}
        for future in concurrent.futures.as_completed(work):
            row, cell = work[future]
            faults = future.result()
            results[row]["cells"] += 1
            for column in {column for column, _ in faults}:
                results[row][column] += 1
            if faults:
                failed += 1
                for column, text in faults:
                    print(f"FAILED {' '.join(cell)}: {column}: {text}")
                print(f"       {repeat(cell)}", flush=True)
    lines = [("scene", "call", "cells") + COLUMNS]
    for row in sorted(rows):
        cells_ = results[row]["cells"]
        lines.append(row + (str(cells_),) + tuple(str(cells_ - results[row][column]) for column in COLUMNS))
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    text = "".join("  ".join(word.ljust(width) for word, width in zip(line, widths)).rstrip() + "\n" for line in lines)
    with open(options.table, "w") as table:
        table.write(text)
    if not options.sample:
        print(text, end="")
    missing = [] if options.scene else sorted(set(ERRORS) - met)
    if missing:
        print(f"no scene calls {', '.join(missing)}")
    minutes = (time.monotonic() - start) / 60
    print(f"{len(rows)} rows, {sum(row['cells'] for row in results.values())} cells, {failed} failed, {minutes:.1f} minutes")
    sys.exit(1 if failed or missing else 0)


if __name__ == "__main__":
    main()
