"""Logos: what a company sends is taken apart by another process, and only pixels are kept."""

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Collection, Mapping
from datetime import datetime
from enum import StrEnum
from pathlib import Path

MAX_BYTES = 512 * 1024
SECONDS = 10
FORMS = ("square.webp", "square.png", "wide.webp", "wide.png")
TYPES = {"webp": "image/webp", "png": "image/png"}
_PARSER = Path(__file__).with_name("picture_parser.py")
_MARK = re.compile(r"[0-9a-f]{64}")


class PictureFault(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    BYTES = "bytes"
    TYPE = "type"
    SVG = "svg"
    PIXELS = "pixels"
    BROKEN = "broken"
    SLOW = "slow"


class PictureError(Exception):
    """The file is not taken; ``fault`` says why."""

    def __init__(self, fault: PictureFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def make_forms(
    data: bytes, *, parser: Path = _PARSER, seconds: float = SECONDS
) -> dict[str, bytes]:
    """Return a PNG, JPEG or WebP anew in each of ``FORMS``, without metadata.

    Raises ``PictureError``. The type is told by the content alone; a parser that takes too long
    is killed.
    """
    if not data:
        raise PictureError(PictureFault.EMPTY)
    if len(data) > MAX_BYTES:
        raise PictureError(PictureFault.BYTES)
    try:
        done = subprocess.run(  # noqa: S603 - our own parser with our own interpreter
            [sys.executable, "-I", str(parser)],
            input=data,
            capture_output=True,
            timeout=seconds,
            check=False,
            env={},
        )
    except subprocess.TimeoutExpired as error:
        raise PictureError(PictureFault.SLOW) from error
    if done.returncode != 0:
        raise PictureError(PictureFault.BROKEN)
    told: dict[str, str] = json.loads(done.stdout)
    if "fault" in told:
        fault = PictureFault(told["fault"])
        svg = fault is PictureFault.TYPE and b"<svg" in data[:4096].lower()
        raise PictureError(PictureFault.SVG if svg else fault)
    return {form: base64.b64decode(told[form]) for form in FORMS}


class Logos:
    """The pictures of companies, a folder each; files are named by their content."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(self, company: int, data: bytes) -> str:
        """Keep a picture's forms and return its mark (64 hex digits); raise ``PictureError``."""
        forms = make_forms(data)
        mark = hashlib.sha256(b"".join(forms[form] for form in FORMS)).hexdigest()
        mine = self._folder / str(int(company))
        mine.mkdir(parents=True, exist_ok=True, mode=0o700)
        for form, content in forms.items():
            part = mine / f".{mark}.{form}.{os.getpid()}"
            part.write_bytes(content)
            part.replace(mine / f"{mark}.{form}")
        return mark

    def find(self, company: int, mark: str, form: str) -> bytes | None:
        """Return one form of a company's picture, or ``None``."""
        if form not in FORMS or not _MARK.fullmatch(mark):
            return None
        path = self._folder / str(int(company)) / f"{mark}.{form}"
        return path.read_bytes() if path.is_file() else None

    def find_anywhere(self, mark: str, form: str) -> bytes | None:
        """Return one form of a picture that any company sent, accepted or not, or ``None``."""
        if form not in FORMS or not _MARK.fullmatch(mark):
            return None
        return next(
            (path.read_bytes() for path in self._folder.glob(f"[0-9]*/{mark}.{form}")), None
        )

    def sweep(self, needed: Mapping[int, Collection[str]], before: datetime) -> int:
        """Delete files of marks that are not needed and older than a moment; return how many.

        Younger ones may belong to what is being sent just now.
        """
        gone = 0
        for path in self._folder.glob("[0-9]*/*.*"):
            mark = path.name.removeprefix(".").partition(".")[0]
            kept = not path.name.startswith(".") and mark in needed.get(int(path.parent.name), ())
            if not kept and path.stat().st_mtime < before.timestamp():
                path.unlink(missing_ok=True)
                gone += 1
        return gone

    def forget(self, company: int) -> int:
        """Delete all pictures of a company; return how many files there were."""
        mine = self._folder / str(int(company))
        if not mine.is_dir():
            return 0
        files = len(list(mine.iterdir()))
        shutil.rmtree(mine)
        return files
