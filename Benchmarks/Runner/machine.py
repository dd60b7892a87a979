"""What the run ran on, without the names of machines and folders."""

import os
import pathlib
import platform
import re
import subprocess


def describe(flowaudit: str) -> dict[str, str]:
    return {
        "processor": f"{processor()}, {len(os.sched_getaffinity(0))} of {os.cpu_count()} cores",
        "instruction sets": ", ".join(instruction_sets()),
        "memory": f"{memory_bytes() / 2**30:.0f} GiB",
        "kernel": f"{platform.system()} {first_number(platform.release())}",
        "Swift": first_number(output(["swift", "--version"])),
        "g++": first_number(output(["g++", "-dumpfullversion"])),
        "simdjson": simdjson_version(),
        "jq": first_number(output(["jq", "--version"])),
        "flowaudit": "; ".join(output([flowaudit, "--version"]).splitlines()) or "unknown",
    }


def processor() -> str:
    match = re.search(r"^model name\s*: (.*)$", cpu_information(), re.M)
    return match.group(1).strip() if match else platform.machine()


def instruction_sets() -> list[str]:
    """Those that matter for scanning text."""
    match = re.search(r"^(?:flags|Features)\s*: (.*)$", cpu_information(), re.M)
    flags = set(match.group(1).split()) if match else set()
    wanted = ["sse2", "ssse3", "avx2", "avx512bw", "avx512_vbmi2", "asimd", "sve"]
    return [name for name in wanted if name in flags] or ["unknown"]


def cpu_information() -> str:
    return pathlib.Path("/proc/cpuinfo").read_text()


def memory_bytes() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def simdjson_version() -> str:
    header = pathlib.Path("/usr/include/simdjson.h").read_text()
    match = re.search(r'define SIMDJSON_VERSION "?([\d.]+)', header)
    return match.group(1) if match else "unknown"


def first_number(text: str) -> str:
    match = re.search(r"\d+(\.\d+)+", text)
    return match.group(0) if match else "unknown"


def output(command: list[str]) -> str:
    try:
        result = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    except OSError:
        return ""
    return result.stdout.strip()
