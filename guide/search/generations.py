"""Generations on disk: built beside, written through, checksummed, then switched to at once.

A root folder (0700) holds one folder for each generation and the link ``current``. A folder is
never changed after it was sealed: a later generation links the files it shares and adds its
own. Whatever is not sealed is rubbish from a job that died, and is swept by the next one.
"""

import fcntl
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Container, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from guide.search.analysis import ANALYSIS_VERSION

SCHEMA_VERSION = "4"
"""Changes whenever documents are stored or weighed otherwise: another one is rebuilt."""

MANIFEST = "manifest.json"
CURRENT = "current"
PIECE = 2**20
KEPT = 2
"""How many sealed generations stay: the present one, and the one readers may still open."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a sealed folder holds: a BLAKE2 checksum and the size of each file, and facts."""

    files: Mapping[str, tuple[str, int]]
    facts: Mapping[str, str]


class BusyError(Exception):
    """Another process is writing the index; only one worker may."""


class DamageError(Exception):
    """A generation is not as it was written; ``str()`` says what is wrong."""


def makings() -> str:
    """Name what a generation depends on: schema, analysis and Python (it holds pickles)."""
    return f"s{SCHEMA_VERSION}-a{ANALYSIS_VERSION}-py{sys.version_info[0]}{sys.version_info[1]}"


def current_name(root: Path) -> str | None:
    """Tell which generation is the present one: one system call."""
    try:
        return str((root / CURRENT).readlink())
    except OSError:
        return None


@contextmanager
def writing(root: Path) -> Iterator[None]:
    """Hold the index for writing; raise ``BusyError`` at once when somebody else does."""
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    root.chmod(0o700)
    descriptor = os.open(root / "lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BusyError("another process is writing the index") from error
        yield
    finally:
        os.close(descriptor)


def begin(root: Path, *, upon: str | None = None) -> Path:
    """Make an empty folder for the next generation, or one that shares the files of another."""
    sweep(root)
    number = 1 + max((_number(path.name) for path in _folders(root)), default=0)
    folder = root / f"{number:08d}-{makings()}"
    folder.mkdir(mode=0o700)
    if upon is not None:
        for path in sorted((root / upon).iterdir()):
            if path.name != MANIFEST:
                os.link(path, folder / path.name)
    return folder


def seal(folder: Path, facts: Mapping[str, str], *, shared: Manifest | None = None) -> Manifest:
    """Write everything through to the disk and list it; files shared are not read again."""
    known = {} if shared is None else shared.files
    files = {}
    for path in sorted(folder.iterdir()):
        if path.name in known:
            files[path.name] = known[path.name]
        else:
            _write_through(path)
            files[path.name] = (checksum_of(path), path.stat().st_size)
    manifest = Manifest(files=files, facts=dict(facts))
    partial = folder / f"{MANIFEST}.part"
    content = {"files": files, "facts": dict(facts)}
    partial.write_text(json.dumps({**content, "sum": _sum(content)}), encoding="utf-8")
    _write_through(partial)
    partial.replace(folder / MANIFEST)
    _write_through(folder)
    return manifest


def switch(root: Path, folder: Path) -> None:
    """Make a sealed folder the present generation, in one step that cannot be seen half done."""
    link = root / f"{CURRENT}.new"
    link.unlink(missing_ok=True)
    link.symlink_to(folder.name)
    link.replace(root / CURRENT)
    _write_through(root)


def sweep(root: Path) -> None:
    """Remove unsealed folders and all but the latest generations."""
    present = current_name(root)
    sealed = [path.name for path in _folders(root) if (path / MANIFEST).exists()]
    kept = {present, *sorted(sealed)[-KEPT:]} if present is None else _kept(sealed, present)
    for path in _folders(root):
        if path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)


def read_manifest(folder: Path) -> Manifest:
    """Read what a folder should hold; raise ``DamageError`` when that cannot be known."""
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if data.pop("sum") != _sum(data):
            raise ValueError("the checksum does not match")
        files = {str(name): (str(sum_), int(size)) for name, (sum_, size) in data["files"].items()}
        facts = {str(key): str(value) for key, value in data["facts"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamageError(f"{folder.name}/{MANIFEST}: {error}") from error
    return Manifest(files=files, facts=facts)


def damage(
    folder: Path, *, only: tuple[str, ...] = ("",), trusted: Container[str] = ()
) -> tuple[str, ...]:
    """Read the files of a generation and name those that are not as they were written.

    ``only`` limits it to files whose names end in one of these, ``trusted`` names files that
    were read before.
    """
    try:
        manifest = read_manifest(folder)
    except DamageError as error:
        return (str(error),)
    found = []
    for name, (expected, size) in manifest.files.items():
        if not name.endswith(only) or name in trusted:
            continue
        path = folder / name
        try:
            actual = path.stat().st_size
            if actual != size:
                found.append(f"{folder.name}/{name}: {actual} bytes instead of {size}")
            elif checksum_of(path) != expected:
                found.append(f"{folder.name}/{name}: the checksum does not match")
        except OSError as error:
            found.append(f"{folder.name}/{name}: {error.strerror}")
    return tuple(found)


def checksum_of(path: Path) -> str:
    """Sum up a file, a piece at a time."""
    total = hashlib.blake2b(digest_size=16)
    with path.open("rb", buffering=0) as file:
        while piece := file.read(PIECE):
            total.update(piece)
    return total.hexdigest()


def _sum(content: Mapping[str, object]) -> str:
    data = json.dumps(content, sort_keys=True).encode()
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _kept(sealed: list[str], present: str) -> set[str]:
    return {present, *[name for name in sorted(sealed) if name < present][1 - KEPT :]}


def _folders(root: Path) -> list[Path]:
    return [path for path in root.iterdir() if path.is_dir() and not path.is_symlink()]


def _number(name: str) -> int:
    digits = name.partition("-")[0]
    return int(digits) if digits.isdigit() else 0


def _write_through(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
