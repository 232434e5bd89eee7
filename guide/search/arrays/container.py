"""One file of named flat arrays: a JSON head, then each array at an even place.

Small files are read into memory, where nothing that happens to the file can hurt; large ones
are memory-mapped and shared between processes.
"""

import json
import mmap
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

MAGIC = b"BGARRAY1"
ALIGNMENT = 64

MAPPED_FROM = 64 * 2**20
"""Bytes from which a file is mapped instead of read."""


class ContainerError(Exception):
    """A file is not a container, or is cut short."""


def write_container(path: Path, arrays: Mapping[str, Array], facts: Mapping[str, Any]) -> None:
    """Write arrays and facts (anything JSON can hold) to a new file."""
    table: dict[str, tuple[str, int, int]] = {}
    offset = 0
    for name, array in arrays.items():
        table[name] = (array.dtype.str, offset, array.size)
        offset += _padded(array.nbytes)
    head = json.dumps({"arrays": table, "facts": facts}, ensure_ascii=False).encode()
    with path.open("xb") as file:
        file.write(MAGIC + len(head).to_bytes(8, "little") + head)
        file.write(bytes(_padded(file.tell()) - file.tell()))
        for array in arrays.values():
            file.write(np.ascontiguousarray(array).data.cast("B") if array.size else b"")
            file.write(bytes(_padded(array.nbytes) - array.nbytes))


class Container:
    """An open file of arrays; every array is read-only."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._size = path.stat().st_size
        self.is_mapped = self._size >= MAPPED_FROM
        self.buffer = self._mapped() if self.is_mapped else path.read_bytes()
        head = self._head()
        self.facts: dict[str, Any] = head["facts"]
        self._table: dict[str, tuple[str, int, int]] = head["arrays"]

    def array(self, name: str) -> Array:
        """Give one array as a view of the file."""
        dtype, offset, size = self._table[name]
        return np.frombuffer(self.buffer, dtype=dtype, count=size, offset=self._base + offset)

    def extent(self, name: str) -> tuple[int, int]:
        """Tell where the bytes of one array begin and end in ``buffer``."""
        dtype, offset, size = self._table[name]
        start = self._base + offset
        return start, start + size * np.dtype(dtype).itemsize

    def is_whole(self) -> bool:
        """Tell whether a mapped file is still as long as it was: reading on would be fatal."""
        if not self.is_mapped:
            return True
        return os.fstat(self._descriptor).st_size >= self._size

    def _mapped(self) -> mmap.mmap:
        with self._path.open("rb") as file:
            self._descriptor = os.dup(file.fileno())
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def _head(self) -> dict[str, Any]:
        if self.buffer[:8] != MAGIC:
            raise ContainerError(f"{self._path.name} is not a file of arrays")
        length = int.from_bytes(self.buffer[8:16], "little")
        self._base = _padded(16 + length)
        head: dict[str, Any] = json.loads(self.buffer[16 : 16 + length])
        end = max((self._end(entry) for entry in head["arrays"].values()), default=0)
        if self._base + end > self._size:
            raise ContainerError(f"{self._path.name} is cut short")
        return head

    def _end(self, entry: tuple[str, int, int]) -> int:
        dtype, offset, size = entry
        return offset + size * np.dtype(dtype).itemsize

    def __del__(self) -> None:
        descriptor = getattr(self, "_descriptor", None)
        if descriptor is not None:
            os.close(descriptor)


def _padded(size: int) -> int:
    return (size + ALIGNMENT - 1) // ALIGNMENT * ALIGNMENT
