"""The process set apart: content comes in on standard input, pictures go out on standard output, and nothing else does.

    python -m petitions.attachments.pictures.child pdf|picture FIRST_PAGE

Frames: one letter, four bytes of length, as many bytes. N pages of the file; P one page as JPEG, in order; X why it cannot be
shown; E the end. It loads neither Django nor the vault.
"""

import ctypes
import io
import resource
import signal
import struct
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from petitions.attachments.pictures import limits

DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_PILLOW = "Image ImageFilter ImageMode ImageOps ImageSequence JpegPresets _deprecate"
_FORMATS = "Bmp Gif Jpeg Mpo Png Ppm Tiff WebP"
NEEDED = ["copy", "linecache", *(f"PIL.{name}" for name in _PILLOW.split()), *(f"PIL.{name}ImagePlugin" for name in _FORMATS.split())]
NO_NEW_PRIVILEGES = 38  # PR_SET_NO_NEW_PRIVS


class NotShown(Exception):
    """`code` is a state of `Rendering`."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


def main(kind: str, first: int) -> None:
    content = sys.stdin.buffer.read()
    load(kind)
    confine()
    try:
        pages = _of_pdf(content, first) if kind == "pdf" else _of_picture(content, first)
        for letter, payload in pages:
            send(letter, payload)
    except NotShown as reason:
        send("X", reason.code.encode())
    except MemoryError:
        send("X", b"too_big")
    send("E", b"")


def load(kind: str) -> None:
    """Whatever is needed later: once confined, nothing is read from the disk any more, not even a library."""
    for name in NEEDED:
        import_module(name)
    if kind == "pdf":
        import_module("pypdfium2")  # it costs 8 MB


def confine() -> None:
    """No file can be opened or written, no connection made, no program started, no core dumped; memory and time are limited.

    Whoever takes the process over through a hostile file finds nothing but that file. Whoever started it takes it along.
    """
    libc = ctypes.CDLL(None)
    libc.prctl(DIE_WITH_PARENT, signal.SIGKILL)
    libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    for what, most in (
        (resource.RLIMIT_NOFILE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, limits.MEMORY),
        (resource.RLIMIT_CPU, limits.CPU_SECONDS),
    ):
        resource.setrlimit(what, (most, most))


def send(letter: str, payload: bytes) -> None:
    sys.stdout.buffer.write(letter.encode() + struct.pack(">I", len(payload)) + payload)
    sys.stdout.buffer.flush()


def _of_pdf(content: bytes, first: int) -> Iterator[tuple[str, bytes]]:
    import pypdfium2

    document = _opened(pypdfium2, content)
    yield "N", str(len(document)).encode()
    for number in range(first, min(len(document), limits.MOST_PAGES) + 1):
        yield "P", _page(pypdfium2, document, number)


def _opened(pypdfium2: Any, content: bytes) -> Any:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as problem:
        raise NotShown("locked" if "password" in str(problem).lower() else "broken") from None
    if len(document) == 0:
        raise NotShown("broken")
    return document


def _page(pypdfium2: Any, document: Any, number: int) -> bytes:
    try:
        page = document[number - 1]
        longest = max(page.get_size())
        if not 0 < longest < 1_000_000:
            raise NotShown("broken")
        scale = min(limits.DOTS_PER_INCH / 72, limits.LONG_SIDE / longest)
        picture = page.render(scale=scale).to_pil()
        page.close()
    except pypdfium2.PdfiumError:
        raise NotShown("broken") from None
    return _as_jpeg(picture)


def _of_picture(content: bytes, first: int) -> Iterator[tuple[str, bytes]]:
    from PIL import Image, ImageSequence, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = limits.MOST_PIXELS
    try:
        picture = Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP"))
        count = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
        yield "N", str(count).encode()
        for number, frame in enumerate(ImageSequence.Iterator(picture), start=1):
            if number > min(count, limits.MOST_PAGES):
                break
            if number >= first:
                yield "P", _frame(frame)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NotShown("too_big") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, struct.error):
        raise NotShown("broken") from None


def _frame(frame: Any) -> bytes:
    """Turned as the camera held it, made smaller, without anything but its pixels."""
    from PIL import ImageOps

    if frame.width * frame.height > limits.MOST_PIXELS:
        raise NotShown("too_big")
    frame.draft("RGB", (limits.LONG_SIDE, limits.LONG_SIDE))
    frame.thumbnail((limits.LONG_SIDE, limits.LONG_SIDE))
    return _as_jpeg(ImageOps.exif_transpose(frame))


def _as_jpeg(picture: Any) -> bytes:
    from PIL import Image

    if picture.mode != "RGB":
        see_through = picture.convert("RGBA")
        picture = Image.new("RGB", see_through.size, "white")
        picture.paste(see_through, mask=see_through.getchannel("A"))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=limits.QUALITY, exif=b"", icc_profile=None)
    return out.getvalue()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
