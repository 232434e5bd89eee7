"""The file of arrays gives back what was written, and notices when it cannot."""

from pathlib import Path

import numpy as np
import pytest

from guide.search.arrays import container
from guide.search.arrays.container import Container, ContainerError, write_container


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with arrays of several types, one of them empty."""
    path = tmp_path / "some.arrays"
    arrays = {
        "numbers": np.arange(100, dtype=np.int32),
        "empty": np.zeros(0, dtype=np.float64),
        "bytes": np.frombuffer("blåbær".encode(), dtype=np.uint8),
    }
    write_container(path, arrays, {"documents": 3, "values": {"a": ["æ"]}})
    return path


@pytest.mark.parametrize("mapped_from", [1, 10**9])
def test_arrays_and_facts_come_back(
    path: Path, mapped_from: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read into memory or mapped, the views are the same and cannot be written to."""
    monkeypatch.setattr(container, "MAPPED_FROM", mapped_from)
    opened = Container(path)
    assert opened.is_mapped == (mapped_from == 1)
    assert opened.facts == {"documents": 3, "values": {"a": ["æ"]}}
    assert opened.array("numbers").tolist() == list(range(100))
    assert opened.array("empty").size == 0
    start, end = opened.extent("bytes")
    assert bytes(opened.buffer[start:end]).decode() == "blåbær"
    with pytest.raises(ValueError, match="read-only"):
        opened.array("numbers")[0] = 7


def test_a_file_is_never_written_over(path: Path) -> None:
    """Files are shared between generations by links: they are made once."""
    with pytest.raises(FileExistsError):
        write_container(path, {}, {})


@pytest.mark.parametrize("size", [0, 7, 200, 550])
def test_a_file_cut_short_is_not_opened(path: Path, size: int) -> None:
    """What is missing is noticed before anything is read."""
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises((ContainerError, ValueError)):
        Container(path)
