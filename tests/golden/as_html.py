"""A disclosure that is a text file, as the web page a county's site would publish it as: the same words, other form.

Tables become table elements, with merged cells where the text leaves blanks for them if ``merged``; around the article
stands what stands around articles: menus, the path, buttons, links to other pages, an imprint.
"""

from __future__ import annotations

from html import escape

from yusuan.model.document import Document, Table

Grid = list[list[str]]
Spanned = list[list[tuple[str, int, int]]]
"""Words, rowspan and colspan of every cell that begins in a row."""

_VALUE_FOLLOWS = ("其他资金", "财政资金", "预算数", "项目编码", "名称")
"""Labels whose blank neighbour is a blank value, not a part of them."""

BEFORE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{title}_云川市政务公开</title>
<style>.a {{ color: red }}</style><script>var amount = "9999万元";</script></head>
<body>
<div class="header"><a href="/"><img src="logo.png" width="300" height="80"></a></div>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/news">新闻中心</a></li><li><a href="/open">政务公开</a></li>
<li><a href="/service">办事服务</a></li><li><a href="/talk">互动交流</a></li></ul>
<div class="crumbs">您当前所在位置：<a href="/">首页</a> &gt; <a href="/open">政务公开</a> &gt; <a href="/money">财政资金</a></div>
<div class="bar"><span>【字体：<a href="javascript:;">大</a> <a href="javascript:;">中</a> <a href="javascript:;">小</a>】</span>
<span>浏览次数：1024次</span><a href="javascript:window.print()">打印</a></div>
<div id="zoom" class="article-content">
"""
AFTER = """
</div>
<div style="display:none">隐藏的说明：2019年预算收入总计77万元。</div>
<div class="prevnext">上一篇：<a href="/1.html">青石县水利局2018年部门预算12万元</a></div>
<div>相关链接</div>
<ul class="list"><li><a href="/2.html">柳塘县财政局预算公开888万元</a></li><li><a href="/3.html">苇湾区政府工作报告</a></li></ul>
<div class="share">分享到：微信 微博</div><p>扫一扫在手机打开当前页</p>
<div class="footer">版权所有：云川市政务公开办公室 云ICP备00000001号 网站标识码：0000000001</div>
</body></html>
"""


def as_html(document: Document, merged: bool = False) -> str:
    """``document`` as a web page."""
    parts = []
    for words in prose_and_tables(document):
        if isinstance(words, str):
            parts.append(f"<p>{escape(words)}</p>")
        else:
            parts.append(_table(words, merged))
    title = document.text.strip().split("\n", 1)[0]
    return BEFORE.format(title=escape(title.strip())) + "\n".join(parts) + AFTER


def prose_and_tables(document: Document) -> list[str | Grid]:
    """The paragraphs, in one line each, and the tables of ``document``, in order."""
    found: list[str | Grid] = []
    for block in document.blocks:
        if isinstance(block, Table):
            found.append(grid_of(document, block))
        else:
            found.append("".join(line.strip() for line in document.words(block.span).split("\n")))
    return found


def grid_of(document: Document, table: Table) -> Grid:
    """The words of a table's cells; rows are made equally long."""
    rows = [["".join(document.words(cell.span).split("\n")) for cell in row] for row in table.rows]
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


def spanned(grid: Grid) -> Spanned:
    """``grid`` with merged cells where a form has them: words over the blanks to their right, groups over the blanks
    below them."""
    covered: set[tuple[int, int]] = set()
    found: Spanned = []
    for at, row in enumerate(grid):
        cells: list[tuple[str, int, int]] = []
        for column, words in enumerate(row):
            if (at, column) in covered:
                continue
            wide = high = 1
            if words and column and not words.endswith(_VALUE_FOLLOWS):
                while (
                    column + wide < len(row) and not row[column + wide] and (at, column + wide) not in covered
                ):
                    wide += 1
            elif words and not column and len(row) > 1 and row[1]:
                while at + high < len(grid) and not grid[at + high][0] and any(grid[at + high]):
                    high += 1
            covered |= {(at + down, column + right) for down in range(high) for right in range(wide)}
            cells.append((words, high, wide))
        found.append(cells)
    return found


def _table(grid: Grid, merged: bool) -> str:
    cells = spanned(grid) if merged else [[(words, 1, 1) for words in row] for row in grid]
    rows = "\n".join("<tr>" + "".join(_cell(*cell) for cell in row) + "</tr>" for row in cells)
    return f'<table border="1" cellspacing="0"><tbody>\n{rows}\n</tbody></table>'


def _cell(words: str, high: int, wide: int) -> str:
    spans = (f' rowspan="{high}"' if high > 1 else "") + (f' colspan="{wide}"' if wide > 1 else "")
    return f"<td{spans}><p><span>{escape(words) or '&nbsp;'}</span></p></td>"
