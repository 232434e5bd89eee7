"""Real files, made here: good, large, broken, and not pictures at all."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from guide.outside.pictures import FORMS, Logos, PictureError, PictureFault, make_forms


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 100), **how: object) -> bytes:
    """Return a red picture as a file."""
    out = io.BytesIO()
    Image.new("RGB", size, (200, 20, 20)).save(out, format=kind, **how)
    return out.getvalue()


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _bomb(width: int, height: int) -> bytes:
    """Return a small PNG that says it is huge and holds very many zeros."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = zlib.compress(b"\0" * 50_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_three_kinds_become_a_square_and_a_wide_form(kind: str) -> None:
    """Whatever came, the sizes and types that leave are ours."""
    forms = make_forms(picture(kind))
    seen = {}
    for form, data in forms.items():
        with Image.open(io.BytesIO(data)) as one:
            seen[form] = (one.format, one.size)
            assert one.convert("RGBA").getpixel((0, 0))[3] == 0
    assert seen == {
        "square.webp": ("WEBP", (256, 256)),
        "square.png": ("PNG", (256, 256)),
        "wide.webp": ("WEBP", (512, 256)),
        "wide.png": ("PNG", (512, 256)),
    }


def test_metadata_is_gone_and_the_picture_is_upright() -> None:
    """A telephone's place and text stay behind; its rotation is carried out first."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "hemmeligt sted"
    data = picture("JPEG", (200, 100), exif=exif)
    assert b"hemmeligt" in data
    forms = make_forms(data)
    assert not any(b"hemmeligt" in form or b"Exif" in form for form in forms.values())
    with Image.open(io.BytesIO(forms["square.png"])) as one:
        assert one.getbbox() == (78, 28, 178, 228)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", PictureFault.EMPTY),
        (b"x" * (512 * 1024 + 1), PictureFault.BYTES),
        (b"MZ not a picture at all", PictureFault.TYPE),
        (picture("GIF"), PictureFault.TYPE),
        (picture("BMP"), PictureFault.TYPE),
        (b'<?xml version="1.0"?><SVG onload="alert(1)"/>', PictureFault.SVG),
        (picture("JPEG")[:400], PictureFault.BROKEN),
        (picture("PNG")[:60], PictureFault.BROKEN),
        (picture("PNG", (2001, 2000)), PictureFault.PIXELS),
        (_bomb(50_000, 50_000), PictureFault.PIXELS),
    ],
    ids=["empty", "large", "exe", "gif", "bmp", "svg", "cut-jpeg", "cut-png", "4mpx", "bomb"],
)
def test_what_is_not_a_fit_picture_is_refused(data: bytes, fault: PictureFault) -> None:
    """Each for a reason of its own."""
    with pytest.raises(PictureError) as refused:
        make_forms(data)
    assert refused.value.fault is fault


def test_a_parser_that_hangs_is_killed(tmp_path: Path) -> None:
    """The page is not held up by a file that never ends."""
    slow = tmp_path / "slow.py"
    slow.write_text("import time\ntime.sleep(60)\n")
    with pytest.raises(PictureError) as refused:
        make_forms(picture(), parser=slow, seconds=0.2)
    assert refused.value.fault is PictureFault.SLOW


def test_a_parser_that_eats_memory_only_ends_itself(tmp_path: Path) -> None:
    """With the real limits set, half a gigabyte more is not to be had."""
    greedy = tmp_path / "greedy.py"
    room = str(Path(__file__).parents[2] / "guide" / "outside")
    greedy.write_text(
        f"import sys\nsys.path.insert(0, {room!r})\nimport picture_parser\n"
        "picture_parser.limit()\nbytearray(600 * 1024 * 1024)\n"
    )
    with pytest.raises(PictureError) as refused:
        make_forms(picture(), parser=greedy)
    assert refused.value.fault is PictureFault.BROKEN


def test_a_kept_picture_is_named_by_its_content_and_can_be_forgotten(tmp_path: Path) -> None:
    """No name of the sender's, no way out of the folder, and nothing left afterwards."""
    logos = Logos(tmp_path)
    mark = logos.save(7, picture())
    assert {file.name for file in (tmp_path / "7").iterdir()} == {f"{mark}.{f}" for f in FORMS}
    assert logos.find(7, mark, "wide.png")
    assert logos.find(8, mark, "wide.png") is None
    assert logos.find(7, "../" + mark, "wide.png") is None
    assert logos.find(7, mark, "../wide.png") is None
    assert logos.forget(7) == 4
    assert logos.forget(7) == 0
    assert list(tmp_path.iterdir()) == []
