"""A web page's article is read whole, the site around it not at all; tables keep their cells; no page harms the reader."""

from __future__ import annotations

import re

import pytest

from yusuan.errors import SourceRefused
from yusuan.model.document import Document, Heading, Table
from yusuan.reading.html import read_html
from yusuan.reading.html.mhtml import read_mhtml

ARTICLE = """<p>一、部门职责</p><p>负责全县水资源的统一管理、节约用水和河湖长制的日常工作，承办县委、县政府交办的其他事项。</p>
<p>二、收支情况</p><p>2024年收入预算总计135.7万元，其中一般公共预算拨款135.7万元。</p>"""


def page(body: str, head: str = "") -> Document:
    return read_html(
        f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode(), "a.html"
    )


def table(document: Document) -> Table:
    (found,) = [block for block in document.blocks if isinstance(block, Table)]
    return found


def grid(document: Document) -> list[list[tuple[str, int, int, int]]]:
    """Words, column, rowspan and colspan of every cell."""
    rows = table(document).rows
    return [[(document.words(c.span), c.column, c.rowspan, c.colspan) for c in row] for row in rows]


def words(document: Document) -> list[list[str]]:
    return [[cell[0] for cell in row] for row in grid(document)]


def codes(document: Document) -> set[str]:
    return {note.code for note in document.notes}


# what is the article


def test_menus_paths_buttons_and_imprints_are_not_read() -> None:
    document = page(
        "<div class='top-nav'><a href=/>首页</a><a href=/b>公开</a><a href=/c>服务</a><a href=/d>互动</a></div>"
        "<div>您现在的位置：<a href=/>首页</a> &gt; 预算公开</div><script>var a='99万元'</script><!-- 注释 -->"
        f"<div class='detail'><h1>青石县水利局2024年部门预算</h1>{ARTICLE}</div>"
        "<p>【字体：大 中 小】 </p><p>[打印] [关闭]</p><p>扫一扫在手机打开当前页</p><p>上一篇：苇湾区水利局预算</p>"
        "<p>责任编辑：某某</p><p>浏览次数：33次</p><footer>云川市政务网</footer><p>主办：某办 云ICP备1号</p>"
    )
    assert document.text.split("\n")[0] == "青石县水利局2024年部门预算"
    assert document.text.rstrip("\n").endswith("拨款135.7万元。")
    assert not re.search("首页|注释|99|打印|扫一扫|苇湾|责任|浏览|云川|ICP|字体", document.text)


def test_an_article_in_an_element_of_a_usual_name_is_kept_whole_and_the_rest_is_not() -> None:
    document = page(
        f"<div><p>网站的一句问候。</p></div><div id=zoom>{ARTICLE * 3}<div class='related'>附件：明细表</div></div><p>别的内容。</p>"
    )
    assert "问候" not in document.text and "别的" not in document.text
    assert document.text.count("135.7万元，") == 3


def test_an_article_without_any_name_is_kept_whole() -> None:
    document = page(f"<div class=abc>{ARTICLE}</div><div class=abd>{ARTICLE}</div>")
    assert document.text.count("二、收支情况") == 2


def test_the_title_comes_from_the_description_or_the_window_where_the_article_has_none() -> None:
    told = page(f"<div id=zoom>{ARTICLE}</div>", "<title>青石县水利局2024年预算_青石县人民政府</title>")
    assert told.text.startswith("青石县水利局2024年预算\n一、部门职责")
    beside = page(ARTICLE, "<title>财政资金公开平台 - 苇湾区水利局2024年部门预算 - 苇湾区政务公开</title>")
    assert beside.text.startswith("苇湾区水利局2024年部门预算\n")
    described = page(ARTICLE, "<title>详情</title><meta name=ArticleTitle content='青石县水利局预算公开'>")
    assert described.text.startswith("青石县水利局预算公开\n")


def test_the_catalogue_over_the_article_is_kept() -> None:
    document = page(
        "<table><tr><td>索引号：</td><td>001-2024-3</td><td>发布机构：</td><td>青石县水利局</td></tr></table>"
        "<p>发布时间：2024-02-06 来源：水利局 【字体：<a>大</a> <a>中</a> <a>小</a>】 浏览次数：1次</p>"
        f"<div id=zoom>{ARTICLE}</div>",
        "<title>青石县水利局2024年预算</title>",
    )
    lines = document.text.split("\n")
    assert lines[1] == "索引号：\t001-2024-3\t发布机构：\t青石县水利局"
    assert "发布时间：2024-02-06 来源：水利局" in lines


def test_hidden_elements_are_left_out_unless_the_article_is_hidden() -> None:
    assert "秘密" not in page(ARTICLE + "<p style='display: none'>秘密一</p><p hidden>秘密二</p>").text
    document = page(f"<div style='display:none'>{ARTICLE}</div><p>请稍候</p>")
    assert "135.7" in document.text and "html.hidden-read" in codes(document)


def test_links_to_files_that_belong_to_the_page_are_kept() -> None:
    document = page(
        ARTICLE
        + "<ul>"
        + "".join(f"<li><a href=/f{n}.xls>附件{n}：收支总表.xls</a></li>" for n in range(5))
        + "</ul>"
    )
    assert "附件4：收支总表.xls" in document.text


# how text becomes lines


def test_text_becomes_lines_as_a_browser_shows_them() -> None:
    document = page(
        "<h2>一、部门\n职责</h2>负责<b>水</b>资源&nbsp;管理<br>第二行<ol start=3><li>甲事</li><li>（一）乙事</li></ol>"
        "<ol type=a><li>丙事</li></ol><dl><dt>财政拨款</dt><dd>指财政安排的资金。</dd></dl><pre>丁\t1\n戊\t2</pre>"
    )
    assert document.text.split("\n") == [
        "一、部门职责", "负责水资源 管理", "第二行", "3. 甲事", "（一）乙事", "a. 丙事", "财政拨款：指财政安排的资金。", "丁\t1",
        "戊\t2", "",
    ]  # fmt: skip
    assert isinstance(document.blocks[0], Heading) and isinstance(document.blocks[-1], Table)


def test_pages_saved_by_word_are_read() -> None:
    document = page(
        "<!--[if gte mso 9]><xml><w:WordDocument>9</w:WordDocument></xml><![endif]--><div class=WordSection1>"
        "<p class=MsoNormal><![if !supportLists]><span>一、<span>&nbsp;&nbsp;</span></span><![endif]>部门职责<o:p></o:p></p>"
        "<p class=MsoNormal>2024年预算<span lang=EN-US>135.7</span>万\n元。<o:p>&nbsp;</o:p></p></div>"
    )
    assert document.text == "一、 部门职责\n2024年预算135.7万元。\n"


# tables


def test_merged_cells_stand_once_at_their_place() -> None:
    document = page(
        "<table><tr><td rowspan=2>项目</td><td colspan=2>支出</td></tr><tr><td>基本</td><td>项目</td></tr>"
        "<tr><td>教育</td><td>1.50</td><td>&nbsp;</td></tr></table>"
    )
    assert grid(document) == [
        [("项目", 0, 2, 1), ("支出", 1, 1, 2)],
        [("基本", 1, 1, 1), ("项目", 2, 1, 1)],
        [("教育", 0, 1, 1), ("1.50", 1, 1, 1), ("", 2, 1, 1)],
    ]


def test_columns_that_only_make_a_title_wide_cost_nothing() -> None:
    document = page(
        "<table><tr><td colspan=100000>收支总表</td></tr><tr><td colspan=90>项目</td><td colspan=7>预算数</td></tr>"
        "<tr><td colspan=90>教育</td><td colspan=7>3.2</td></tr></table>"
    )
    assert grid(document) == [[("项目", 0, 1, 1), ("预算数", 1, 1, 1)], [("教育", 0, 1, 1), ("3.2", 1, 1, 1)]]
    assert document.text.startswith("收支总表\n") and "html.columns-cut" in codes(document)


def test_what_stands_over_and_under_a_table_inside_it_is_lines() -> None:
    document = page(
        "<table><tr><td colspan=3>部门收支总表</td></tr><tr><td colspan=2>部门：青石县水利局</td><td>单位：万元</td></tr>"
        "<tr><td>收入</td><td>项目</td><td>金额</td></tr><tr><td>一</td><td>拨款</td><td>1</td></tr>"
        "<tr><td colspan=3>注：本表不含结转。</td></tr></table>"
    )
    assert words(document) == [["收入", "项目", "金额"], ["一", "拨款", "1"]]
    assert document.text.split("\n")[:3] == ["部门收支总表", "部门：青石县水利局", "单位：万元"]
    assert document.text.rstrip().endswith("注：本表不含结转。")


def test_two_forms_in_one_table_are_two_tables() -> None:
    form = "<tr><td colspan=2>项目支出绩效目标表</td></tr><tr><td>项目名称</td><td>{}</td></tr><tr><td>金额</td><td>{}</td></tr>"
    document = page("<table>" + form.format("河道清淤", "12") + form.format("水质监测", "8") + "</table>")
    assert [type(block) for block in document.blocks].count(Table) == 2


def test_a_caption_inside_a_form_does_not_part_it() -> None:
    document = page(
        "<table><tr><td colspan=3>项目支出绩效目标表</td></tr><tr><td>项目名称</td><td colspan=2>河道清淤</td></tr>"
        "<tr><td colspan=3>绩效指标表</td></tr><tr><td>一级指标</td><td>三级指标</td><td>指标值</td></tr></table>"
    )
    assert [row[0] for row in words(document)] == ["项目名称", "绩效指标表", "一级指标"]


def test_lines_in_a_cell_and_the_order_of_head_and_foot() -> None:
    document = page(
        "<table><tfoot><tr><td>合计</td><td>9</td></tr></tfoot><tbody><tr><td><p>甲</p><p>乙</p></td><td>丙<br>丁</td></tr></tbody>"
        "<thead><tr><th>项目</th><th>数</th></tr></thead></table>"
    )
    assert words(document) == [["项目", "数"], ["甲\n乙", "丙\n丁"], ["合计", "9"]]


def test_hidden_rows_are_left_out_and_said() -> None:
    document = page(
        "<table><tr><td>甲<td>1</tr><tr style='display:none'><td>乙<td>2</tr><tr><td>丙<td>3</tr></table>"
    )
    assert words(document) == [["甲", "1"], ["丙", "3"]]
    assert "html.hidden-rows" in codes(document)


def test_a_table_around_the_page_is_its_contents() -> None:
    inner = "<table><tr><td>项目</td><td>数</td></tr><tr><td>教育</td><td>1.5</td></tr></table>"
    document = page(f"<table><tr><td>{ARTICLE}{inner}</td><td></td></tr></table>")
    assert words(document) == [["项目", "数"], ["教育", "1.5"]]
    assert isinstance(document.blocks[0], Heading)


def test_a_table_of_data_in_a_cell_of_another_is_written_once() -> None:
    document = page(
        "<table><tr><td>项目名称</td><td>河道清淤</td></tr><tr><td>金额</td><td>12</td></tr><tr><td>指标</td><td>见内表"
        "<table><tr><td>一级指标</td><td>值</td></tr><tr><td>产出</td><td>3次</td></tr></table></td></tr></table>"
    )
    first, second = [block for block in document.blocks if isinstance(block, Table)]
    assert [document.words(cell.span) for cell in first.rows[2]] == ["指标", "见内表"]
    assert [document.words(cell.span) for cell in second.rows[1]] == ["产出", "3次"]
    assert document.text.count("3次") == 1


def test_a_column_too_narrow_for_its_number_gives_the_number() -> None:
    assert words(page("<table><tr><td>甲<td x:num='12.5'>####</tr><tr><td>乙<td>2</tr></table>"))[0] == [
        "甲",
        "12.5",
    ]


# encodings


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "gb18030"])
def test_a_chinese_declaration_is_read_as_the_encoding_that_contains_it(declared: str) -> None:
    data = f"<meta http-equiv=Content-Type content='text/html; charset={declared}'><p>青石县喆部门预算㐂</p>".encode(
        "gb18030"
    )
    document = read_html(data, "a.html")
    assert (
        document.text == "青石县喆部门预算㐂\n"
        and document.source.encoding == "gb18030"
        and not document.notes
    )


@pytest.mark.parametrize(
    ("declared", "real"), [("gb2312", "utf-8"), ("utf-8", "gb18030"), ("iso-8859-1", "gb18030")]
)
def test_a_declaration_that_does_not_fit_is_overruled_and_said(declared: str, real: str) -> None:
    document = read_html(f"<meta charset={declared}><p>青石县的部门预算公开</p>".encode(real), "a.html")
    assert document.text == "青石县的部门预算公开\n" and document.source.encoding == real
    assert codes(document) == {"html.encoding-overruled"}


def test_marks_and_missing_declarations() -> None:
    body = "<p>青石县的部门预算公开</p>"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "gb18030"):
        assert read_html(body.encode(encoding), "a.html").text == "青石县的部门预算公开\n"
    assert (
        read_html(f"<?xml version='1.0' encoding='GBK'?>{body}".encode("gbk"), "a.html").source.encoding
        == "gb18030"
    )


def test_a_few_broken_bytes_are_said_and_many_are_refused() -> None:
    data = ("<meta charset=utf-8><p>" + "青石县的部门预算公开。" * 200 + "</p>").encode()
    document = read_html(data[:-6], "a.html")
    assert codes(document) == {"html.broken-characters"}
    with pytest.raises(SourceRefused, match="编码"):
        read_html(b"<meta charset=utf-8><p>" + bytes(range(128, 256)) * 50, "a.html")


# what is refused, and what is only slow elsewhere


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"<html><frameset><frame src=a.htm></frameset></html>", "框架"),
        (b"<html><body><div id=app></div><script>load()</script></body></html>", "没有正文"),
        (b"<div>" * 200_000, "嵌套"),
        (b"", "空的"),
    ],
)
def test_a_page_without_an_article_is_refused_with_one_sentence(body: bytes, sentence: str) -> None:
    with pytest.raises(SourceRefused, match=sentence) as refusal:
        read_html(body, "坏页.html")
    assert refusal.value.zh.startswith("坏页.html：") and refusal.value.zh.count("。") == 1


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 2900,
        "<b><i>" * 50_000,
        "<span>" * 100_000,
        "<table><tr><td>甲<td>乙<tr><td>" * 900,
        "<ol><li>" * 1400,
    ],
)
def test_deep_pages_are_read(body: str) -> None:
    assert "青石县的预算" in page(body + "青石县的预算").text


def test_tables_beyond_any_real_one_are_refused() -> None:
    with pytest.raises(SourceRefused, match="过大"):
        page("<table>" + "<tr>" + "<td rowspan=0>甲" * 250 + "<tr><td>乙" * 60_000)


def test_pictures_and_embedded_files_are_said() -> None:
    document = page(
        ARTICLE + "<img src=a.jpg width=800 height=600><img src=s.gif><iframe src='/b.pdf'></iframe>"
    )
    assert codes(document) == {"html.images", "html.embedded"}


# saved pages


def test_a_page_saved_as_one_file_is_read() -> None:
    data = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x; type="text/html"\r\n\r\n--x\r\n'
        b"Content-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\nContent-Location: file:///C:/a.htm\r\n\r\n"
    )
    import base64

    data += (
        base64.encodebytes(ARTICLE.encode("gb18030"))
        + b"\r\n--x\r\nContent-Type: image/png\r\n\r\nabc\r\n--x--\r\n"
    )
    document = read_mhtml(data, "a.mht")
    assert document.text.startswith("一、部门职责\n") and document.source.encoding == "gb18030"


def test_a_saved_page_without_a_page_is_refused() -> None:
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(5000))
    for data in (
        b"MIME-Version: 1.0\nContent-Type: image/png\n\nabc",
        b"MIME-Version: 1.0\n" + deep,
        b"\x00\xff junk",
    ):
        with pytest.raises(SourceRefused, match="没有正文"):
            read_mhtml(data, "a.mht")
