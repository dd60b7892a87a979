"""The files that are read: made once, kept in the cache folder, warm when measured."""

import dataclasses
import hashlib
import pathlib
import shutil
import subprocess

SAMPLE_BYTES = 50_000_000


@dataclasses.dataclass(frozen=True)
class Inputs:
    plain: pathlib.Path
    gzip: pathlib.Path
    sample: pathlib.Path

    def size(self, name: str) -> int:
        """Bytes of one of the files, decompressed."""
        return (self.sample if name == "sample" else self.plain).stat().st_size


def prepare(folder: pathlib.Path, generator: pathlib.Path, shape: str, seed: int,
            size: int) -> Inputs:
    """The files of this shape, seed and size; written anew where the generator has changed."""
    version = hashlib.sha256(generator.read_bytes()).hexdigest()[:12]
    kind = f"{shape}-{size}-{seed}"
    name = f"{kind}-{version}.jsonl"
    inputs = Inputs(folder / name, folder / f"{name}.gz", folder / f"{name}.head")
    if not inputs.sample.exists():
        for old in folder.glob(f"{kind}-*.jsonl*"):
            old.unlink()
        write(inputs, generator, shape, seed, size)
    for path in (inputs.plain, inputs.gzip, inputs.sample):
        warm(path)
    return inputs


def write(inputs: Inputs, generator: pathlib.Path, shape: str, seed: int, size: int) -> None:
    """Writes the three files; the sample comes last, so that its presence means all are whole."""
    with open(inputs.plain, "wb") as plain:
        subprocess.run([generator, "--shape", shape, "--seed", str(seed), "--bytes", str(size)],
                       stdout=plain, check=True)
    with open(inputs.gzip, "wb") as compressed:
        subprocess.run(["gzip", "-6", "-n", "-c", inputs.plain], stdout=compressed, check=True)
    unfinished = inputs.sample.with_suffix(".part")
    with open(inputs.plain, "rb") as plain, open(unfinished, "wb") as sample:
        sample.writelines(plain.readlines(SAMPLE_BYTES))
    unfinished.rename(inputs.sample)


def warm(path: pathlib.Path) -> None:
    """Reads the file, so that it lies in the page cache."""
    with open(path, "rb") as file, open("/dev/null", "wb") as nowhere:
        shutil.copyfileobj(file, nowhere, 1 << 20)
