"""Reader and time in the pixels of every page that is shown: a photograph of the screen says whose it was. Basis: THREATS T53."""

import io
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

INK = (60, 60, 60, 46)  # dark and thin: readable on white, not in the way of what is under it
SLANT = 24  # degrees
QUALITY = 85


def stamped(picture: bytes, words: str) -> bytes:
    """The page as JPEG with the words across it. The picture is one of ours (`pictures.child`)."""
    page = Image.open(io.BytesIO(picture), formats=("JPEG",)).convert("RGBA")
    tile = _tile(words, size=max(20, page.width // 62))
    veil = Image.new("RGBA", page.size)
    for row, top in enumerate(range(-tile.height // 2, page.height, tile.height)):
        shift = (row % 2) * tile.width // 2
        for left in range(-shift, page.width, tile.width):
            veil.alpha_composite(tile, (max(left, 0), max(top, 0)), (max(-left, 0), max(-top, 0)))
    out = io.BytesIO()
    Image.alpha_composite(page, veil).convert("RGB").save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _tile(words: str, *, size: int) -> Image.Image:
    font = _font(size)
    left, top, right, bottom = font.getbbox(words)
    flat = Image.new("RGBA", (int(right - left) + 4 * size, int(bottom - top) + 2 * size))
    ImageDraw.Draw(flat).text((2 * size - left, size - top), words, font=font, fill=INK)
    return flat.rotate(SLANT, expand=True, resample=Image.Resampling.BILINEAR)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    package = Path(find_spec("pylopdf_fonts_zh_cn").origin).parent
    return ImageFont.truetype(package / "NotoSansSC-Regular.otf", size)
