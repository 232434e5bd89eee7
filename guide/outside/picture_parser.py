"""Run as a process of its own: one picture from stdin, its forms as JSON to stdout.

It knows nothing of the guide; the limits are set before the first byte is looked at.
"""

import base64
import io
import json
import resource
import sys

from PIL import Image, ImageOps

MEMORY = 512 * 1024 * 1024
SECONDS = 5
PIXELS = 4_000_000
KINDS = ("PNG", "JPEG", "WEBP")
SIZES = {"square": (256, 256), "wide": (512, 256)}


def parse(data: bytes) -> dict[str, str]:
    """Return each form as base64, or ``fault``: type, pixels or broken."""
    try:
        picture = Image.open(io.BytesIO(data), formats=KINDS)
    except Image.DecompressionBombError:
        return {"fault": "pixels"}
    except (OSError, ValueError, SyntaxError):
        known = data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")) or data[8:12] == b"WEBP"
        return {"fault": "broken" if known else "type"}
    if picture.width * picture.height > PIXELS:
        return {"fault": "pixels"}
    try:
        picture.load()
        upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except (OSError, ValueError, SyntaxError, MemoryError):
        return {"fault": "broken"}
    return _forms(upright)


def _forms(upright: Image.Image) -> dict[str, str]:
    """Draw the pixels on new canvases, so that nothing but pixels is carried over."""
    forms: dict[str, str] = {}
    for name, size in SIZES.items():
        small = upright.copy()
        small.thumbnail(size, Image.Resampling.LANCZOS)
        canvas = Image.new("RGBA", size, (0, 0, 0, 0))
        canvas.paste(small, ((size[0] - small.width) // 2, (size[1] - small.height) // 2))
        for kind in ("webp", "png"):
            out = io.BytesIO()
            canvas.save(out, format=kind.upper())
            forms[f"{name}.{kind}"] = base64.b64encode(out.getvalue()).decode("ascii")
    return forms


def limit() -> None:
    """Let this process have only so much memory and time, and write no files."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


if __name__ == "__main__":
    limit()
    json.dump(parse(sys.stdin.buffer.read()), sys.stdout)
