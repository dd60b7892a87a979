"""What a run needs: packages, compiled peers, the two Swift programs."""

import os
import pathlib
import shutil
import subprocess

TOP = pathlib.Path(__file__).resolve().parents[2]
BENCHMARKS = TOP / "Benchmarks"

# What must be there, and the Debian package that has it.
PACKAGES = {"g++": "g++", "gcc": "gcc", "jq": "jq", "gzip": "gzip", "simdjson": "libsimdjson-dev"}


class Missing(Exception):
    pass


def is_there(tool: str) -> bool:
    if tool == "simdjson":
        return pathlib.Path("/usr/include/simdjson.h").exists()
    return shutil.which(tool) is not None


def install_missing() -> None:
    """Installs what is missing from Debian's packages, where the user may."""
    packages = sorted({PACKAGES[tool] for tool in PACKAGES if not is_there(tool)})
    if not packages:
        return
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise Missing(f"please install: {' '.join(packages)}")
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def build_swift(package: pathlib.Path, product: str) -> pathlib.Path:
    if not is_there("swift"):
        raise Missing("please install Swift 6.2 or newer: https://www.swift.org/install")
    options = ["--package-path", str(package), "-c", "release", "--product", product]
    if package == TOP:
        traits = subprocess.run([TOP / "scripts" / "traits"], check=True, stdout=subprocess.PIPE, text=True)
        options += traits.stdout.split()
    subprocess.run(["swift", "build", "--quiet", *options], check=True)
    return package / ".build" / "release" / product


def compile_peer(folder: pathlib.Path, march: str) -> pathlib.Path:
    """The simdjson peer for an instruction set; compiled anew where its source is newer."""
    source = BENCHMARKS / "Peers" / "simdjson_drops.cpp"
    program = folder / f"simdjson_drops-{march}"
    flags = ["-std=c++17", "-O3", f"-march={march}"]
    return compile_once(["g++", *flags, str(source), "-lsimdjson"], source, program)


def compile_measure(folder: pathlib.Path) -> pathlib.Path:
    source = BENCHMARKS / "Runner" / "measure.c"
    return compile_once(["gcc", "-O2", str(source)], source, folder / "measure")


def compile_once(command: list[str], source: pathlib.Path, program: pathlib.Path) -> pathlib.Path:
    if not program.exists() or program.stat().st_mtime < source.stat().st_mtime:
        subprocess.run([*command, "-o", str(program)], check=True)
    return program
