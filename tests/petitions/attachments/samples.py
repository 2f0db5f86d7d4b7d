"""Files of every kind, made here; what they say is invented."""

import io
import struct
import zipfile
import zlib

from docx import Document
from PIL import Image, ImageDraw
from xlsxwriter import Workbook

WORD = "Qzattachedzq"  # stands in every sample: nothing that is stored may show it


def pdf(pages: int = 1, word: str = WORD) -> bytes:
    """A PDF with the word as text on every page."""
    return _pdf([f"BT /F1 24 Tf 72 700 Td ({word} {number}) Tj ET".encode() for number in range(1, pages + 1)])


def _pdf(contents: list[bytes], box: str = "0 0 595 842", trailer: bytes = b"") -> bytes:
    kids = " ".join(f"{4 + 2 * place} 0 R" for place in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} /MediaBox [{box}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for place, content in enumerate(contents):
        page = f"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * place} 0 R >>"
        objects += [page.encode(), b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)]
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    out.write(b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start))
    return out.getvalue()


def locked_pdf() -> bytes:
    """One that asks for a password nobody knows."""
    encrypt = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -44 >> /ID [<00><00>]" % (b"11" * 32, b"22" * 32)
    return _pdf([b"BT ET"], trailer=encrypt)


def giant_pdf() -> bytes:
    """A page two hundred metres wide: at full size it would be 1.4 terabytes of pixels."""
    return _pdf([b"BT ET"], box="0 0 567000 567000")


def bomb_pdf() -> bytes:
    """A page whose few bytes unpack to half a gigabyte of drawing."""
    packed = zlib.compress(zlib.compress(b"0 0 m 9 9 l S\n" * 40_000_000, 9), 9)
    body = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream" % (len(packed), packed)
    plain = _pdf([b"BT ET"])
    start = plain.index(b"5 0 obj")
    end = plain.index(b"endobj", start)
    return plain[:start] + b"5 0 obj\n" + body + b"\n" + plain[end:]


def picture(form: str = "PNG", size: tuple[int, int] = (640, 480), word: str = WORD) -> bytes:
    """A picture with the word in its pixels and, where the form has them, in its particulars."""
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).text((20, 20), word, fill="black")
    out = io.BytesIO()
    more: dict = {"exif": _exif(word)} if form == "JPEG" else {}
    image.save(out, form, **more)
    return out.getvalue()


def _exif(word: str) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = word
    return exif.tobytes()


def scans(pages: int) -> bytes:
    """Several scanned pages in one TIFF."""
    images = [Image.new("RGB", (200, 300), colour) for colour in ("white", "silver", "gray")[:pages]]
    out = io.BytesIO()
    images[0].save(out, "TIFF", save_all=True, append_images=images[1:])
    return out.getvalue()


def flood(side: int = 30_000) -> bytes:
    """A PNG of a few kilobytes that says it is so many pixels wide and high."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)

    def block(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    return b"\x89PNG\r\n\x1a\n" + block(b"IHDR", head) + block(b"IDAT", zlib.compress(bytes(100_000))) + block(b"IEND", b"")


def docx(word: str = WORD) -> bytes:
    document = Document()
    document.add_paragraph(word)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def xlsx(word: str = WORD) -> bytes:
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    book.add_worksheet().write(0, 0, word)
    book.close()
    return out.getvalue()


def package(*members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for member in members:
            made.writestr(member, WORD)
    return out.getvalue()


def compound(*parts: str) -> bytes:
    """As much of an old Word document as its kind is known by: signature, names of parts."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"".join(part.encode("utf-16-le").ljust(128, b"\0") for part in parts)


TAKEN = {
    "来信.pdf": pdf(),
    "照片.jpg": picture("JPEG"),
    "照片.jpeg": picture("JPEG"),
    "截图.png": picture("PNG"),
    "图.gif": picture("GIF"),
    "图.bmp": picture("BMP"),
    "扫描.tif": scans(2),
    "扫描.TIFF": scans(2),
    "图.webp": picture("WEBP"),
    "材料.docx": docx(),
    "清单.xlsx": xlsx(),
    "汇报.pptx": package("[Content_Types].xml", "ppt/presentation.xml"),
    "公文.ofd": package("OFD.xml", "Doc_0/Document.xml"),
    "旧文.doc": compound("Root Entry", "WordDocument"),
    "旧文.wps": compound("Root Entry", "WordDocument"),
    "旧表.xls": compound("Root Entry", "Workbook"),
    "说明.txt": f"{WORD} 说明".encode(),
    "国标.txt": f"{WORD} 说明".encode("gb18030"),
    "录音.mp3": b"ID3\x04\0\0" + bytes(100),
    "录音.wav": b"RIFF\x24\0\0\0WAVEfmt " + bytes(100),
    "录音.amr": b"#!AMR\n" + bytes(100),
    "录音.m4a": b"\0\0\0\x20ftypM4A " + bytes(100),
    "录像.mp4": b"\0\0\0\x20ftypisom" + bytes(100),
}

REFUSED = {
    "网页.html": (b"<script>alert(1)</script>", "UNKNOWN_KIND"),
    "图.svg": (b"<svg onload='alert(1)'/>", "UNKNOWN_KIND"),
    "程序.exe": (b"MZ" + bytes(100), "UNKNOWN_KIND"),
    "无后缀": (pdf(), "UNKNOWN_KIND"),
    "来信.pdf.exe": (pdf(), "UNKNOWN_KIND"),
    "宏.docm": (package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "UNKNOWN_KIND"),
    "打包.zip": (package("a.txt"), "ARCHIVE"),
    "打包.rar": (b"Rar!\x1a\x07\0", "ARCHIVE"),
    "空.pdf": (b"", "EMPTY"),
    "网页.pdf": (b"<html><script>alert(1)</script>%PDF-1.4", "WRONG_CONTENT"),
    "程序.pdf": (b"MZ" + bytes(100), "WRONG_CONTENT"),
    "网页.png": (b"<html>", "WRONG_CONTENT"),
    "动图脚本.jpg": (b"GIF89a/*<script>", "WRONG_CONTENT"),
    "程序.txt": (b"\x7fELF" + bytes(100), "WRONG_CONTENT"),
    "乱码.txt": (b"\xff\xff\xff text", "WRONG_CONTENT"),
    "表.docx": (xlsx(), "WRONG_CONTENT"),
    "压缩.docx": (package("a.txt"), "WRONG_CONTENT"),
    "截断.docx": (docx()[:-300], "DAMAGED"),
    "宏.docx": (package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "MACROS"),
    "宏.doc": (compound("Root Entry", "WordDocument", "_VBA_PROJECT"), "MACROS"),
    "加密.docx": (compound("Root Entry", "EncryptedPackage"), "WRONG_CONTENT"),
    "加密.doc": (compound("Root Entry", "EncryptedPackage"), "LOCKED"),
    "声音.wav": (b"RIFF\x24\0\0\0AVI fmt ", "WRONG_CONTENT"),
}
