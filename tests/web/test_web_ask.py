"""The page of a question: how it was read, part by part, its rows, its query, what comes next; refusals beside hits."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from flask.testing import FlaskClient

from yusuan.app import Services
from yusuan.settings import Settings
from yusuan.web.application import create_app

LONG = "2024年苇湾区预算超过50万元的项目有哪些"


def ask(client: FlaskClient, question: str, **more: str) -> str:
    return str(client.get("/ask", query_string={"q": question, **more}).text)


def links(page: str, kind: str) -> list[str]:
    """The addresses of the links of a class."""
    return [unescape(each) for each in re.findall(rf'<a class="{kind}"[^>]* href="([^"]+)"', page)]


def rows(page: str) -> list[str]:
    table = re.search(r'<table class="rows">.*?</table>', page, re.S)
    return re.findall(r'<tr><td class="named"><a[^>]*>([^<]+)</a>', table[0]) if table else []


def test_each_part_can_be_taken_out_and_put_back(client: FlaskClient, services: Services) -> None:
    whole = services.ask(LONG)
    page = ask(client, LONG)
    addresses = links(page, "tag part")
    assert len(addresses) == len(whole.reading) == 3
    for part, address in zip(whole.reading, addresses, strict=True):
        got = services.ask(LONG, None, [(part.start, part.end)])
        without = client.get(address).text
        assert rows(without) == [row.label for row in got.rows][:20]
        (back,) = links(without, "tag gone")
        assert rows(client.get(back).text) == rows(page)
        assert len(links(without, "tag part")) == 2


def test_all_parts_can_be_taken_out_one_after_another(client: FlaskClient, services: Services) -> None:
    page = ask(client, LONG)
    while found := links(page, "tag part"):
        page = client.get(found[0]).text
    assert "项目" in page and len(links(page, "tag gone")) == 3
    assert rows(page) == [row.label for row in services.ask("有哪些项目").rows][:20]


def test_the_language_switch_keeps_what_was_taken_out(client: FlaskClient) -> None:
    page = ask(client, LONG, without="0-5")
    switch = re.search(r'class="language" href="([^"]+)"', page)
    assert switch is not None
    assert parse_qs(urlsplit(unescape(switch[1])).query)["without"] == ["0-5"]


@pytest.mark.parametrize("span", ["", "a", "5", "5-2", "0-9999", "-1-3", "1-2-3", "٣-٥", "99999-100000"])
def test_a_span_that_is_none_is_told(client: FlaskClient, span: str, lang: str) -> None:
    got = client.get("/ask", query_string={"q": LONG, "without": span, "lang": lang})
    assert got.status_code == 400 and "Traceback" not in got.text


def test_the_query_is_shown_and_runs_by_one_click(client: FlaskClient, services: Services) -> None:
    page = ask(client, LONG)
    sparql = services.ask(LONG).sparql
    assert sparql is not None
    form = re.search(r'<form class="run" action="/query" method="post">.*?</form>', page, re.S)
    assert form is not None and "<details" not in form[0]
    value = re.search(r'name="query" value="([^"]+)"', form[0])
    assert value is not None and unescape(value[1]).split() == sparql.split()
    ran = client.post("/query", data={"query": unescape(value[1])})
    assert ran.status_code == 200 and "防汛物资储备" in ran.text


def test_rows_are_a_table_with_units(client: FlaskClient) -> None:
    page = ask(client, LONG)
    assert "420.00 万元" in page and "澜江市苇湾区水利局" in page
    assert "4,200,000 yuan" in ask(client, LONG, lang="en")
    plan = ask(client, "防汛物资储备的资金支出计划")
    assert "6 月底" in plan and "100" in plan
    count = ask(client, "苇湾区有几个项目")
    assert re.search(r'<td>项目</td>[\s\S]*?<td class="number">5', count)


def test_the_sentence_is_in_the_language_of_the_question(client: FlaskClient, lang: str) -> None:
    assert "共 5 个项目" in ask(client, "苇湾区有几个项目", lang=lang)
    assert "5 projects" in ask(client, "how many projects are in 苇湾区?", lang=lang)


def test_evidence_is_highlighted_and_leads_into_the_document(client: FlaskClient) -> None:
    page = ask(client, "防汛物资储备的预算是多少")
    quotes = re.findall(r'<blockquote[^>]*><a href="([^"]+)"[^>]*>(.*?)</a>', page, re.S)
    assert quotes and "<mark>" in quotes[0][1]
    shown = client.get(unescape(quotes[0][0]).partition("#")[0])
    assert shown.status_code == 200 and "<mark" in shown.text


def test_what_comes_next_is_a_link_with_an_answer(client: FlaskClient, services: Services) -> None:
    found = links(ask(client, LONG), "chip")
    assert found
    for address in found:
        question = parse_qs(urlsplit(address).query)["q"][0]
        assert services.ask(question).status == "answered", question


def test_a_refusal_marks_the_words_and_stands_beside_what_a_search_finds(client: FlaskClient, lang: str) -> None:
    page = ask(client, "培训的食堂菜单是什么样的", lang=lang)
    assert 'class="answer not_understood"' in page
    asked = re.search(r'<p class="asked">.*?</p>', page, re.S)
    assert asked is not None and "<mark>" in asked[0]
    assert 'class="hits"' in page and links(page, "chip")


def test_an_ambiguous_name_asks_back_with_links(tmp_path: Path, examples: Path, lang: str) -> None:
    (sample,) = examples.glob("*柳塘县教育局*.txt")
    held = tmp_path / "held"
    held.mkdir()
    shutil.copy(sample, held)
    text = sample.read_text("gb18030").replace("柳塘县", "芦洲县").replace("LTN", "LZN")
    (held / sample.name.replace("柳塘县", "芦洲县")).write_text(text, "utf-8")
    services = Services(Settings(indexes=tmp_path / "indexes", jobs=1))
    services.ingest([held])
    client = create_app(services).test_client(use_cookies=False)
    page = ask(client, "教育局的预算是多少？", lang=lang)
    choices = links(page, "chip")
    assert ("您指的是哪一个" if lang == "zh" else "Which one is meant") in page and len(choices) == 2
    answers = [services.ask(parse_qs(urlsplit(each).query)["q"][0]) for each in choices]
    assert [each.status for each in answers] == ["answered", "answered"]
    assert answers[0].rows != answers[1].rows
    assert all('class="answer answered"' in client.get(each).text for each in choices)
    above = client.get("/search", query_string={"q": "教育局的预算是多少？", "lang": lang}).text
    assert links(above, "chip") == choices


def test_a_question_that_is_not_understood_is_said_above_the_hits(client: FlaskClient) -> None:
    page = client.get("/search", query_string={"q": "培训的食堂菜单是什么样的？"}).text
    assert 'class="unanswered"' in page and 'class="hits"' in page
    assert 'class="unanswered"' not in client.get("/search", query_string={"q": "培训 食堂"}).text


def test_the_api_mirrors_what_the_page_shows(client: FlaskClient) -> None:
    got = client.get("/api/v1/ask", query_string=[("q", LONG), ("without", "0-5")]).json
    assert got is not None
    assert got["subject"] == "项目" and got["machine"] is False
    assert [(part["text"], LONG[part["start"] : part["end"]]) for part in got["read_as"]] == [
        ("县区 = 苇湾区", "苇湾区"), ("金额 > 50万元", "超过50万元")
    ]  # fmt: skip
    assert got["without"] == [{"start": 0, "end": 5, "text": "2024年"}]
    assert got["suggestions"]


def test_hostile_questions_stay_text(client: FlaskClient) -> None:
    page = ask(client, '<script>alert(1)</script>的项目有哪些？"><img src=x>')
    assert "<script>alert" not in page and "<img src=x" not in page
    assert client.get("/ask?" + urlencode({"q": "项" * 400})).status_code == 400
