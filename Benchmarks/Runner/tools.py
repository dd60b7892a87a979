"""What a run needs: packages, compiled programs, the two Swift programs."""

import importlib.util
import os
import pathlib
import shutil
import subprocess
import sys

import machine

TOP = pathlib.Path(__file__).resolve().parents[2]
BENCHMARKS = TOP / "Benchmarks"
PEERS = BENCHMARKS / "Peers"
INSTRUMENTS = BENCHMARKS / "Instruments"

# What must be there, and the Debian package that has it.
NEEDED = {"g++": "g++", "gcc": "gcc", "strip": "binutils", "gzip": "gzip",
          "simdjson": "libsimdjson-dev"}
# What some figures need, and are left out without.
WISHED = {"jq": "jq", "igzip": "isal"}

PEER = ["g++", "-std=c++17", "-O3"]
# A source, and how it is compiled; the linker's options come last.
COMPILED = {
    **{f"peer_{target}": (PEERS / "simdjson_drops.cpp", [*PEER, f"-march={target}"], ["-lsimdjson"])
       for target in ("native", "haswell", "westmere")},
    **{name: (INSTRUMENTS / f"{name}.c", ["gcc", "-O2"], [])
       for name in ("measure", "pipe", "nothing", "floor", "hold")},
    "count_allocations": (INSTRUMENTS / "count_allocations.c",
                          ["gcc", "-O2", "-shared", "-fPIC"], []),
}
SCRIPTS = {"python": pathlib.Path(sys.executable),
           "duckdb_drops": PEERS / "duckdb_drops.py", "chdb_drops": PEERS / "chdb_drops.py"}


class Missing(Exception):
    pass


def is_there(need: str) -> bool:
    """A program on the path, an instruction set of the machine, a Python module as `import X`."""
    if need == "simdjson":
        return pathlib.Path("/usr/include/simdjson.h").exists()
    if need.startswith("import "):
        return importlib.util.find_spec(need.removeprefix("import ")) is not None
    return need in machine.instruction_sets() or shutil.which(need) is not None


def install_missing() -> None:
    """Installs what is missing from Debian's packages, where the user may."""
    missing = [tool for tool in NEEDED | WISHED if not is_there(tool)]
    packages = sorted((NEEDED | WISHED)[tool] for tool in missing)
    if packages and os.geteuid() == 0 and shutil.which("apt-get"):
        command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    needed = [NEEDED[tool] for tool in NEEDED if not is_there(tool)]
    if needed:
        raise Missing(f"please install: {' '.join(needed)}")


def flowaudit_traits() -> list[str]:
    """What the package can be built with on this machine, as scripts/traits says."""
    command = [str(TOP / "scripts" / "traits")]
    words = subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()
    return words[1].split(",") if len(words) > 1 else []


def build_swift(package: pathlib.Path, product: str, traits: list[str]) -> pathlib.Path:
    if not is_there("swift"):
        raise Missing("please install Swift 6.2 or newer: https://www.swift.org/install")
    options = ["--package-path", str(package), "-c", "release", "--product", product]
    if traits:
        options += ["--traits", ",".join(["default", *traits])]
    subprocess.run(["swift", "build", "--quiet", *options], check=True)
    return package / ".build" / "release" / product


def program(folder: pathlib.Path, name: str) -> pathlib.Path:
    """A script of ours, or a program that is compiled into `folder` where its source is newer."""
    if name in SCRIPTS:
        return SCRIPTS[name]
    source, compiler, libraries = COMPILED[name]
    path = folder / name
    if not path.exists() or path.stat().st_mtime < source.stat().st_mtime:
        subprocess.run([*compiler, str(source), *libraries, "-o", str(path)], check=True)
    return path
