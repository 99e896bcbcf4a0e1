"""The search page: hits, facets, modes, hostile input and clear sentences for what cannot be done."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from yusuan.app import Services

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}}",
    "'; DROP",
    "\x00\x01",
    "AND OR (",
    "﷽" * 400,
)


def test_hits_are_marked_and_say_why(client: FlaskClient) -> None:
    page = client.get("/search?q=培训").text
    assert "<mark>培训</mark>" in page
    assert 'class="because"' in page and "词语：" in page


@pytest.mark.parametrize("mode", ["hybrid", "keyword", "semantic"])
def test_every_mode_answers_and_is_shown_as_chosen(client: FlaskClient, mode: str) -> None:
    page = client.get(f"/search?q=干部学习&mode={mode}")
    assert page.status_code == 200
    assert re.search(r'<nav class="modes"[\s\S]*?aria-current="true"', page.text)


def test_a_facet_narrows_and_can_be_taken_back(client: FlaskClient) -> None:
    page = client.get("/search?q=经费").text
    address = re.search(r'href="(/search\?[^"]*kind=project[^"]*)"', page)
    assert address is not None
    narrowed = client.get(address[1].replace("&amp;", "&")).text
    kinds = set(re.findall(r'class="kind ([a-z-]+)"', narrowed))
    assert kinds == {"project"}
    assert 'class="chosen"' in narrowed and "清除筛选" in narrowed


def test_a_question_is_answered_above_the_hits(client: FlaskClient) -> None:
    home = client.get("/").text
    question = re.search(r'class="chip" href="(/search\?q=[^"]+)"', home)
    assert question is not None
    page = client.get(question[1]).text
    assert 'class="answer answered"' in page and 'name="query"' in page


def test_words_that_are_no_question_get_no_answer_card(client: FlaskClient) -> None:
    assert 'class="answer' not in client.get("/search?q=内网").text


def test_what_finds_nothing_says_so(client: FlaskClient, lang: str) -> None:
    page = client.get(f"/search?q=qzxqzxqzx&mode=keyword&lang={lang}")
    assert page.status_code == 200
    assert ("没有找到" if lang == "zh" else "Nothing was found") in page.text


def test_a_query_that_is_too_long_is_refused_with_the_limit(client: FlaskClient, lang: str) -> None:
    page = client.get("/search", query_string={"q": "预算" * 300, "lang": lang})
    assert page.status_code == 400
    assert "500" in page.text and "bundled/site.css" in page.text


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("path", ["/search", "/ask"])
def test_hostile_words_are_escaped(client: FlaskClient, path: str, words: str) -> None:
    page = client.get(path, query_string={"q": words})
    assert page.status_code in (200, 400)
    assert "<script>alert" not in page.text and "<img src=x" not in page.text and ">49<" not in page.text


@pytest.mark.parametrize(
    "bad", ["mode=magic", "kind=nothing", "year=abc", "year=２０２３", "limit=x", "limit=-5", "year=1"]
)
def test_impossible_parameters_do_no_harm(client: FlaskClient, bad: str) -> None:
    page = client.get(f"/search?q=经费&{bad}")
    assert page.status_code in (200, 400)
    assert "bundled/site.css" in page.text


def test_a_question_is_searched_by_its_content_words(client: FlaskClient) -> None:
    page = client.get("/search?q=哪些项目涉及电子政务内网").text
    marks = set(re.findall(r"<mark>([^<]*)</mark>", page.partition('class="hits"')[2]))
    assert marks and not marks & {"项目", "涉及", "哪些"}


def test_a_question_in_english_finds_the_chinese_records(client: FlaskClient) -> None:
    page = client.get(
        "/search", query_string={"q": "Which projects are about e-government intranet?", "lang": "en"}
    )
    assert "<mark>电子政务内网</mark>" in page.text.partition('class="hits"')[2]


@pytest.mark.parametrize("words", ["公务接待费", "培训", "桐岭县", "official reception"])
def test_names_alone_are_no_question(client: FlaskClient, words: str) -> None:
    page = client.get("/search", query_string={"q": words}).text
    assert 'class="answer' not in page and 'class="unanswered' not in page and 'class="hits"' in page


def test_a_question_without_data_gets_a_plain_note(client: FlaskClient) -> None:
    page = client.get("/search?q=哪些项目和火星探测有关？").text
    assert 'class="unanswered"' in page and 'class="answer' not in page


def test_a_quotation_names_its_document_and_line_and_leads_to_its_words(
    client: FlaskClient, services: Services
) -> None:
    page = client.get("/ask?q=公务接待费是多少").text
    quotes = re.findall(
        r'<blockquote><a href="/documents/(\w+)\?start=(\d+)&amp;end=(\d+)#span"[^>]*>(.*?)</a></blockquote>'
        r"<figcaption><cite>([^<]+)</cite> 第 (\d+) 行",
        page,
    )
    assert quotes
    for document, start, end, quote, _, line in quotes:
        text = services.text(document)
        assert re.findall(r"<mark>([^<]*)</mark>", quote) in ([text[int(start) : int(end)]], [])
        assert text.count("\n", 0, int(start)) + 1 == int(line)


def test_hits_of_amounts_show_the_amount(client: FlaskClient) -> None:
    page = client.get("/search?q=公务接待费&kind=budget-line").text
    assert re.search(r'<span class="amount">[\d.,]+ 万元</span>', page)


def test_topics_that_widen_a_search_are_shown_and_can_be_left_out(client: FlaskClient, lang: str) -> None:
    page = client.get(f"/search?q=内网&lang={lang}").text
    assert 'class="note expansion"' in page and "expand=0" in page
    plain = client.get(f"/search?q=内网&expand=0&lang={lang}").text
    note = plain.partition('class="note expansion"')[2].partition("</p>")[0]
    assert "href" in note and "expand=0" not in note and "chip topic" not in plain


def test_a_misspelt_word_is_said_on_the_page_and_in_the_api(client: FlaskClient) -> None:
    assert "没有“内往”，按“内网”检索" in client.get("/search?q=内往&lang=zh").text
    found = client.get("/api/v1/search?q=内往").json
    assert found is not None and found["expansion"]["spelling"] == [{"word": "内往", "read_as": "内网"}]
    exact = client.get("/api/v1/search?q=内往&expand=0&mode=keyword").json
    assert exact is not None and exact["total"] == 0 and exact["expansion"]["spelling"] == []
