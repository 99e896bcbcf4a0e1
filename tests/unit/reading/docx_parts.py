"""Word files put together from their XML, so that a test can write what no library writes."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def docx(body: str, **parts: str) -> bytes:
    """A .docx with this body; ``parts`` are the inside of the numbering, styles, footnotes, header1, footer1 … parts."""
    members = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relationships({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": root("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": relationships(
            {f"r{name}": (name.rstrip("0123456789"), f"{name}.xml") for name in parts}
        ),
    }
    roots = {"header": "hdr", "footer": "ftr"}
    for name, inside in parts.items():
        kind = name.rstrip("0123456789")
        members[f"word/{name}.xml"] = root(roots.get(kind, kind), inside)
    return zipped(members)


def zipped(members: dict[str, str]) -> bytes:
    """A zip archive of these files."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return written.getvalue()


def root(name: str, inside: str) -> str:
    """A part of a Word file whose root element has this name."""
    return f"{_HEAD}<w:{name} {_SPACES}>{inside}</w:{name}>"


def relationships(said: dict[str, tuple[str, str]]) -> str:
    """A relationships part: identifier → (kind, target)."""
    inside = "".join(
        f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{target}"/>'
        for key, (kind, target) in said.items()
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_HEAD}<Relationships xmlns="{space}">{inside}</Relationships>'


def p(*runs: str, style: str = "", number: str = "", level: int = 0, properties: str = "") -> str:
    """A paragraph; a run is plain words, or XML where it begins with "<"."""
    listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{styled}{listed}{properties}</w:pPr>{inside}</w:p>"


def r(words: str) -> str:
    """A run of plain words."""
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def tc(*paragraphs: str, span: int = 1, merge: str = "") -> str:
    """A cell; a paragraph is plain words or XML. ``merge`` is "restart" or "continue"."""
    wide = f'<w:gridSpan w:val="{span}"/>' if span != 1 else ""
    down = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    inside = "".join(each if each.startswith("<") else p(each) for each in paragraphs) or p()
    return f"<w:tc><w:tcPr>{wide}{down}</w:tcPr>{inside}</w:tc>"


def tr(*cells: str, before: int = 0) -> str:
    """A row; a cell is plain words or XML. ``before`` is how many columns it leaves out."""
    left = f'<w:trPr><w:gridBefore w:val="{before}"/></w:trPr>' if before else ""
    return "<w:tr>" + left + "".join(each if each.startswith("<") else tc(each) for each in cells) + "</w:tr>"


def tbl(*rows: str) -> str:
    """A table of rows."""
    return "<w:tbl><w:tblPr/><w:tblGrid/>" + "".join(rows) + "</w:tbl>"


def abstract(key: int, *levels: tuple[str, str], extra: str = "") -> str:
    """A list definition: (form, text) of each level."""
    inside = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="{key}">{inside}</w:abstractNum>'


def num(key: int, of: int, start: int | None = None) -> str:
    """A list of a definition; ``start`` is where it begins anew."""
    anew = ""
    if start is not None:
        anew = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{anew}</w:num>'
