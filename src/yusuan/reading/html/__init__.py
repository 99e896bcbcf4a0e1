"""Web pages (.html, .htm, and .xls files that are web pages): the article of a page as a Document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from yusuan.errors import SourceRefused
from yusuan.model.document import Document, Source
from yusuan.reading.canvas import Canvas
from yusuan.reading.captions import TableRows, TextBlock, put
from yusuan.reading.html.encoding import decode_page
from yusuan.reading.html.items import HtmlBlock, items
from yusuan.reading.html.main_content import Article, article_of, rules, title_of
from yusuan.reading.html.tables import WIDEST, TableTooLarge
from yusuan.reading.html.tree import MOST_BYTES, Element, WebPage, parse_page, too_large

_FIRST_LINES = 12
"""A title among the first lines of the article is its own; it is not put down again."""
_SMALL = 60
"""Images of fewer pixels a side are signs, not pictures of text."""


def read_html(data: bytes, name: str) -> Document:
    """The Document of a web page. Raises SourceRefused, with one sentence, for one without an article."""
    if len(data) > MOST_BYTES:
        raise too_large(name)
    decoded = decode_page(data, name)
    canvas = Canvas()
    page = write_page(canvas, decoded.text, name)
    for note in decoded.notes:
        canvas.note(*note)
    if canvas.length == 0:
        raise nothing(name, page)
    return canvas.document(Source(hashlib.sha256(data).hexdigest(), name, "text/html", decoded.encoding))


def write_page(canvas: Canvas, text: str, name: str) -> WebPage:
    """Write the article of the page ``text`` on ``canvas``; nothing where it has none."""
    page = parse_page(text, name)
    title = title_of(page)
    article = article_of(page)
    try:
        body = list(_without_furniture(items(article.content)))
        if not body:
            return page
        before = _identity(page, article, body)
    except TableTooLarge as error:
        raise too_large(name) from error
    if title and _squeezed(title) not in _opening(body):
        canvas.line(title)
    _write(canvas, (item for item in before if not _same(item, title)))
    _write(canvas, body)
    _notes(canvas, page, article)
    return page


def nothing(name: str, page: WebPage) -> SourceRefused:
    """The sentence for a page without an article."""
    if page.frames:
        return SourceRefused(
            f"{name}：网页只有框架，正文在别的文件里；请打开框架里的页面另存后再导入。",
            f"{name}: the page holds only frames, its text is in other files; save the page inside the frame.",
        )
    return SourceRefused(
        f"{name}：网页里没有正文（可能由脚本加载，或只有图片）；请在浏览器里显示后另存，或导入附件。",
        f"{name}: the page has no text (scripts may load it, or it is only pictures); save it as shown, or its attachment.",
    )


def _without_furniture(found: Iterable[HtmlBlock]) -> Iterable[HtmlBlock]:
    """The items without lines that are buttons, paths and imprints of the site."""
    for item in found:
        if isinstance(item, TableRows):
            yield item
            continue
        text = item.text
        if rules().metadata.search(text):
            text = rules().within.sub(" ", text).strip(" |")
        if text.strip() and not rules().line.fullmatch(text.strip()):
            yield TextBlock(text)


def _identity(page: WebPage, article: Article, body: list[HtmlBlock]) -> list[HtmlBlock]:
    """What the page says of the document before its article: the catalogue's lines and tables."""
    if article.content is page.body:
        return []
    told = _opening(body)
    return [
        item
        for item in _without_furniture(items(page.body, article.content))
        if rules().metadata.search(_words(item)) and _squeezed(_words(item)) not in told
    ]


def _write(canvas: Canvas, found: Iterable[HtmlBlock]) -> None:
    for item in found:
        if isinstance(item, TextBlock):
            canvas.line(item.text)
            continue
        put(canvas, item.rows)
        if item.cut:
            canvas.note(
                "html.columns-cut",
                f"表格声明的列数超出常理，按 {WIDEST} 列读取。",
                f"The table claims more columns than any table has; it was read up to {WIDEST} columns.",
            )


def _notes(canvas: Canvas, page: WebPage, article: Article) -> None:
    if article.hidden_kept:
        canvas.note(
            "html.hidden-read",
            "网页的正文在隐藏的元素里，已读取。",
            "The page's text stands in hidden elements; it was read.",
        )
    if article.hidden_rows:
        canvas.note(
            "html.hidden-rows",
            f"网页的表格里有 {article.hidden_rows} 行被隐藏，未读取。",
            f"{article.hidden_rows} rows of the page's tables are hidden and were not read.",
        )
    pictures = sum(each.tag == "img" and _large(each) for each in article.content.elements())
    if pictures:
        canvas.note(
            "html.images",
            f"正文里有 {pictures} 幅图片，图片中的文字未读取；请将图片另存后导入。",
            f"The article holds {pictures} pictures, whose text was not read; save and ingest them.",
        )
    shown = [name for name in page.embedded if name.lower().split("?")[0].endswith(_DOCUMENTS)]
    if shown:
        canvas.note(
            "html.embedded",
            f"网页里嵌有文件，未读取：{'、'.join(shown[:3])}；请下载后导入。",
            f"The page embeds files that were not read: {', '.join(shown[:3])}; download and ingest them.",
        )


_DOCUMENTS = (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ofd")


def _large(image: Element) -> bool:
    if image.attributes.get("src", "").lower().split("?")[0].endswith((".gif", ".ico", ".svg")):
        return False
    return min(image.number("width", _SMALL), image.number("height", _SMALL)) >= _SMALL


def _opening(body: list[HtmlBlock]) -> str:
    return _squeezed("".join(_words(item) for item in body[:_FIRST_LINES]))


def _same(item: HtmlBlock, title: str) -> bool:
    return _squeezed(_words(item)) == _squeezed(title)


def _words(item: HtmlBlock) -> str:
    if isinstance(item, TextBlock):
        return item.text
    return "\t".join(cell.text for row in item.rows for cell in row)


def _squeezed(text: str) -> str:
    return "".join(text.split())
