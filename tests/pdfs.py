"""Writes small PDFs, so that tests show what stood on which line of which page."""

from __future__ import annotations

from collections.abc import Sequence


def pdf_of(pages: Sequence[Sequence[str]], *, title: str | None = None) -> bytes:
    """A PDF with these lines, in Helvetica, from the top of each page."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        stream = (
            b"BT /F1 11 Tf 14 TL 72 760 Td "
            + b" ".join(b"(%s) Tj T*" % _escaped(line) for line in lines)
            + b" ET"
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        content = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % content
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    trailer = b""
    if title is not None:
        objects.append(b"<< /Title (%s) >>" % _escaped(title))
        trailer = b" /Info %d 0 R" % len(objects)
    done = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(done))
        done += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(done)
    done += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    done += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    done += b"trailer << /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        start,
    )
    return bytes(done)


def _escaped(line: str) -> bytes:
    data = line.encode("cp1252")
    return data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
