"""Files of every format that is read, whole and broken: made here, from invented news, the same for the same seed."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator

STORY = (
    "The bridge over the Lind opened again on Monday, Mayor Josephine Park said. “It is safe, and it will stay so,” "
    "she told reporters. Two lanes stay shut until spring because the repair of the northern pier is not finished yet."
)
TITLE, ADDRESS = "Bridge reopens after storm", "https://example.org/2024/05/03/bridge"
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SPECIAL = (
    *(
        b"\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\r\n",
        b"\n\n",
        b'"',
        b"'",
        b"<",
        b">",
        b"&",
        b"{",
        b"[",
        b"]",
        b"}",
        b",",
    ),
    *(b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"&#0;", b"&#x110000;", b"%s"),
    *(b"<p>", b"</p>", b"<div>" * 50, b"<table><tr><td>", b"<script>", b"<svg>", b"<x:y z='", b"\\u0000", b"\\ud800"),
    *(
        b"-1",
        b"99999999999999999999",
        b"1e999",
        b"NaN",
        b"null",
        b"true",
        b"\xed\xa0\x80",
        b"\xc3",
        b"endobj",
        b"stream",
    ),
    *(
        b"endstream",
        b"/Length 999999999",
        b"/Kids [3 0 R 3 0 R]",
        b"/Filter /FlateDecode",
        b"<<",
        b">>",
        b"xref",
        b"PK",
    ),
    *(b"-->", b"00:00:01,000 --> 00:00:02,000", b"WEBVTT", b"---\n", b"# ", b"```", b"(" * 200, b"[" * 200, b"{" * 200),
)


def html_page() -> bytes:
    """Return a page with a navigation, an article and comments."""
    article = "".join(f"<p>{STORY} {n}</p>" for n in range(8))
    return (
        f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{TITLE}</title><link rel=canonical "
        f'href="{ADDRESS}"><meta property="article:published_time" content="2024-05-03T10:00:00Z"><meta '
        'property="og:site_name" content="Lind Herald"><script type="application/ld+json">{"@type":"NewsArticle",'
        '"headline":"x","datePublished":"2024-05-03"}</script></head><body><nav><a href="/">Home</a></nav><article>'
        f"<h1>{TITLE}</h1><p>By Ana Ruiz</p>{article}<blockquote>“No.”</blockquote><table><tr><td>1<td>2</table>"
        "<ul><li>a<li>b</ul></article><section id=comments><p>First!</p></section><footer>©</footer></body></html>"
    ).encode()


def feed() -> bytes:
    """Return an RSS feed of three entries."""
    entries = "".join(
        f"<item><title>{TITLE} {n}</title><link>{ADDRESS}/{n}</link><guid>{n}</guid><pubDate>Fri, 03 May 2024 10:00:00 "
        f"GMT</pubDate><description><![CDATA[<p>{STORY}</p>]]></description></item>"
        for n in range(3)
    )
    head = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Lind Herald</title>'
    return f"{head}{entries}</channel></rss>".encode()


def atom() -> bytes:
    """Return an Atom feed of one entry."""
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Lind Herald</title><entry><id>urn:1</id>'
        f'<title type="html">{TITLE}</title><link href="{ADDRESS}"/><updated>2024-05-03T10:00:00Z</updated>'
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{STORY}</p></div></content></entry></feed>'
    ).encode()


def csv_table() -> bytes:
    """Return a table of quotations with their speakers."""
    rows = "".join(f'{n},Josephine Park,"It is safe, ""{n}"" times",2024-05-03,{ADDRESS}\n' for n in range(20))
    return f"id,speaker,quote,date,url\n{rows}".encode()


def json_lines() -> bytes:
    """Return articles as JSON lines."""
    row = '{{"id":{n},"title":"{title}","body":"{story}","published":"2024-05-03","url":"{url}"}}\n'
    return "".join(row.format(n=n, title=TITLE, story=STORY, url=ADDRESS) for n in range(10)).encode()


def parquet_table() -> bytes:
    """Return articles as a Parquet table, one column of it repeated by a dictionary."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table(
        {"id": list(range(50)), "text": [f"{STORY} {n % 5}" for n in range(50)], "date": ["2024-05-03"] * 50}
    )
    stream = io.BytesIO()
    pq.write_table(table, stream, row_group_size=20)
    return stream.getvalue()


def pdf_file(pages: int = 2) -> bytes:
    """Return a PDF with a line of text every 14 points, written by hand."""
    words = STORY.encode("cp1252", "replace").replace(b"(", b"\\(").replace(b")", b"\\)").split()
    lines = [b" ".join(words[place : place + 9]) for place in range(0, len(words), 9)]
    content = b"BT /F1 12 Tf 72 760 Td 14 TL " + b" ".join(b"(%s) Tj T*" % line for line in lines) + b" ET"
    kids = b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n in range(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * n)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    data, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table) + trailer


def word_parts() -> dict[str, bytes]:
    """Return the parts of a Word document."""
    runs = (
        f"<w:r><w:t>{STORY}</w:t></w:r><w:ins><w:r><w:t> More.</w:t></w:r></w:ins><w:del><w:r><w:delText>No</w:delText>"
    )
    paragraph = f"<w:p><w:pPr><w:pStyle w:val='Normal'/></w:pPr>{runs}</w:r></w:del></w:p>"
    table = f"<w:tbl><w:tr><w:tc>{paragraph}</w:tc></w:tr></w:tbl>"
    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    return {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": f"<w:document {_WORD}><w:body>{paragraph * 3}{table}</w:body></w:document>".encode(),
        "docProps/core.xml": (
            f'<c:coreProperties xmlns:c="{core}" xmlns:d="http://purl.org/dc/elements/1.1/"><d:title>{TITLE}</d:title>'
            "</c:coreProperties>"
        ).encode(),
    }


def archive_parts() -> dict[str, bytes]:
    """Return the members of an archive: a text, a page, a table, and names that try to climb out."""
    return {
        "news/a.txt": STORY.encode(),
        "news/b.html": html_page(),
        "../../c.csv": csv_table(),
        "/d.md": f"# {TITLE}\n\n{STORY}\n".encode(),
        "inner.zip": zipped({"a.txt": b"x"}),
    }


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return a ZIP file of some members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


_SUBTITLES = "\n\n".join(f"{n}\n00:00:{n:02},000 --> 00:00:{n + 1:02},000\n{STORY[:60]}" for n in range(1, 9)).encode()

SAMPLES: dict[str, tuple[Callable[[], bytes], ...]] = {
    ".txt": (lambda: f"{TITLE}\n\nBy Ana Ruiz\n\n{STORY}\n\n{STORY}\n".encode(),),
    ".md": (lambda: f"---\ntitle: {TITLE}\n---\n# {TITLE}\n\n{STORY}\n\n```\ncode\n```\n\n- [a](b)\n".encode(),),
    ".srt": (lambda: _SUBTITLES,),
    ".vtt": (lambda: b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana Ruiz>It is safe.\n\nNOTE x\n",),
    ".html": (html_page,),
    ".xml": (feed, atom),
    ".csv": (csv_table,),
    ".jsonl": (json_lines,),
    ".parquet": (parquet_table,),
    ".pdf": (pdf_file,),
    ".docx": (lambda: zipped(word_parts()),),
    ".zip": (lambda: zipped(archive_parts()),),
}
"""Whole files by the ending of their names."""
_PACKED = {".docx": word_parts, ".zip": archive_parts}


def broken_files(suffix: str, n: int, seed: int) -> Iterator[bytes]:
    """Yield files of one format, each broken in one to eight places; of packed formats, every second one inside.

    Examples
    --------
    >>> next(broken_files(".csv", 1, 0)) == next(broken_files(".csv", 1, 0))
    True
    """
    wholes = [make() for make in SAMPLES[suffix]]
    parts = _PACKED[suffix]() if suffix in _PACKED else {}
    for number in range(n):
        chance = random.Random(f"{seed} {suffix} {number}")
        if parts and number % 2:
            name = chance.choice(sorted(parts))
            yield zipped({**parts, name: broken(parts[name], chance)})
        else:
            yield broken(chance.choice(wholes), chance)


def broken(data: bytes, chance: random.Random) -> bytes:
    """Return data with bytes changed, cut out, repeated, put in or cut off."""
    broken_data = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(broken_data) + 1)
        stop = min(len(broken_data), at + chance.choice((1, 2, 8, 64, 512)))
        kind = chance.choice(("flip", "flip", "cut", "repeat", "put in", "put in", "many", "end"))
        if kind == "flip" and at < stop:
            broken_data[at] ^= 1 << chance.randrange(8)
        elif kind == "cut":
            del broken_data[at:stop]
        elif kind == "repeat":
            broken_data[at:at] = broken_data[at:stop] * chance.choice((1, 2, 50))
        elif kind == "put in":
            broken_data[at:at] = chance.choice(_SPECIAL)
        elif kind == "many":
            broken_data[at:at] = chance.choice(_SPECIAL) * chance.choice((10, 1000))
        elif kind == "end" and chance.random() < 0.3:
            del broken_data[at:]
    return bytes(broken_data)
