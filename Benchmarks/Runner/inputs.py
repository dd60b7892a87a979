"""The files that are read: made when first asked for, kept in the cache folder."""

import dataclasses
import functools
import hashlib
import pathlib
import shutil
import subprocess
from typing import BinaryIO

SAMPLE_BYTES = 50_000_000
QUARTERS = 4
SUFFIXES = {
    "file": "",
    "gzip": ".gz",
    "sample": ".head",
    **{f"quarter_{number + 1}": f".quarter{number + 1}.gz" for number in range(QUARTERS)},
}
GZIP = ["gzip", "-6", "-n", "-c"]


@dataclasses.dataclass(frozen=True)
class Log:
    """A generated log of whole lines, and what is made from it."""

    folder: pathlib.Path
    generator: pathlib.Path
    shape: str
    seed: int
    size: int

    @property
    def options(self) -> list[str]:
        """Those of the generator."""
        return ["--shape", self.shape, "--seed", str(self.seed), "--bytes", str(self.size)]

    def path(self, form: str) -> pathlib.Path:
        """One of SUFFIXES, written anew where the generator has changed."""
        kind = f"{self.shape}-{self.size}-{self.seed}"
        stem = f"{kind}-{file_hash(self.generator)}"
        path = self.folder / f"{stem}.jsonl{SUFFIXES[form]}"
        if not path.exists():
            for old in self.folder.glob(f"{kind}-*"):
                if not old.name.startswith(stem):
                    old.unlink()
            unfinished = path.with_name(path.name + ".part")
            with open(unfinished, "wb") as output:
                self.write(form, output)
            unfinished.rename(path)
        return path

    def write(self, form: str, output: BinaryIO) -> None:
        if form == "file":
            subprocess.run([self.generator, *self.options], stdout=output, check=True)
        elif form == "gzip":
            subprocess.run([*GZIP, self.path("file")], stdout=output, check=True)
        elif form == "sample":
            with open(self.path("file"), "rb") as file:
                output.writelines(file.readlines(SAMPLE_BYTES))
        else:
            self.write_quarter(int(form[-1]) - 1, output)

    def write_quarter(self, number: int, output: BinaryIO) -> None:
        """Whole lines: a quarter ends with the line that reaches over its border."""
        with open(self.path("file"), "rb") as file:
            start, end = self.border(file, number), self.border(file, number + 1)
            file.seek(start)
            text = file.read(end - start)
        subprocess.run(GZIP, input=text, stdout=output, check=True)

    def border(self, file: BinaryIO, number: int) -> int:
        if number == 0:
            return 0
        file.seek(self.path("file").stat().st_size * number // QUARTERS)
        file.readline()
        return file.tell()


@functools.cache
def file_hash(path: pathlib.Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def warm(path: pathlib.Path) -> None:
    """Reads the file, so that it lies in the page cache."""
    with open(path, "rb") as file, open("/dev/null", "wb") as nowhere:
        shutil.copyfileobj(file, nowhere, 1 << 20)
