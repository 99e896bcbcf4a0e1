"""The page that sets two projects side by side, its address in the API, and the links that lead there."""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from yusuan.app import Services
from yusuan.comparison.as_json import comparison_json

A, B = "105-2024-QSN-6L2F", "231-2024-LTN-8RM6"
ADDRESS = f"/compare?a={A}&b={B}"


def test_the_page_shows_both_with_their_evidence(client: FlaskClient, services: Services, lang: str) -> None:
    page = client.get(f"{ADDRESS}&lang={lang}").text
    assert f'<html lang="{"zh-Hans" if lang == "zh" else "en"}">' in page
    for said in ("电子政务内网运行维护", "电子政务内网运维", "5.11", "25,555.56", "≤1.5小时", "≤4小时", "≥97.5%"):
        assert said in page
    assert ("A 要求更高" if lang == "zh" else "A asks for more") in page
    places = re.findall(r'class="source" href="/documents/([0-9a-f]{64})\?start=(\d+)&amp;end=(\d+)#span"', page)
    texts = {document: services.text(document) for document, _, _ in places}
    words = {texts[document][int(start) : int(end)] for document, start, end in places}
    assert len(texts) == 2 and {"92.00", "18.00", "≤1.5小时", "≤4小时", "机房巡检次数"} <= words


def test_the_curves_have_a_table_with_their_numbers(client: FlaskClient) -> None:
    page = client.get(ADDRESS).text
    picture = re.search(r"<figure class=\"curves\"[\s\S]*?</figure>", page)
    assert picture and 'role="img"' in picture[0] and "aria-label=" in picture[0]
    assert picture[0].count("<polyline") == 2 and picture[0].count("<circle") == 3
    table = page[picture.end() :].partition("</table>")[0]
    assert [re.sub(r"\D", "", month) for month in re.findall(r'scope="col" class="number">([^<]*)<', table)] == [
        "3",
        "6",
        "10",
        "12",
    ]


def test_nothing_needs_a_script_or_a_style_attribute(client: FlaskClient) -> None:
    main = client.get(ADDRESS).text.partition("<main")[2].partition("</main>")[0]
    assert "<script" not in main and "style=" not in main and "onclick" not in main
    ids = re.findall(r'\bid="([^"]+)"', main)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'aria-labelledby="([^"]+)"', main)) <= set(ids)


@pytest.mark.parametrize(("address", "fields"), [("/compare", ("", "")), (f"/compare?a={A}", (A, ""))])
def test_without_two_projects_the_form_asks_for_them(
    client: FlaskClient, address: str, fields: tuple[str, str]
) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert tuple(re.findall(r'<input id="compare-[ab]" name="[ab]" value="([^"]*)"', answer.text)) == fields


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        (f"/compare?a={A}&b=nowhere", 404, "nowhere"),
        (f"/compare?a={A}&b={A}", 400, A),
        (f"/compare?a={A}&b={'x' * 501}", 400, "501"),
    ],
)
def test_a_wrong_project_is_said_on_the_form(client: FlaskClient, lang: str, address: str, status: int, said: str) -> None:
    answer = client.get(f"{address}&lang={lang}")
    assert answer.status_code == status and 'role="alert"' in answer.text
    assert said in re.sub(r"<input[^>]*>", "", answer.text) and 'id="compare-b"' in answer.text
    assert "Traceback" not in answer.text


def test_markup_in_an_address_stays_text(client: FlaskClient) -> None:
    page = client.get("/compare", query_string={"a": '"><script>x</script>', "b": "<b>"}).text
    assert "<script>x" not in page and "<b>" not in page.partition("<form class=\"compare\"")[2]


def test_the_api_gives_what_the_command_gives(client: FlaskClient, services: Services) -> None:
    answer = client.get(f"/api/v1/compare?a={A}&b={B}")
    assert answer.status_code == 200
    assert json.loads(answer.data) == json.loads(json.dumps(comparison_json(services.compare(A, B))))


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/compare", 400),
        (f"/api/v1/compare?a={A}", 400),
        (f"/api/v1/compare?a={A}&b={A}", 400),
        (f"/api/v1/compare?a={A}&b=nowhere", 404),
    ],
)
def test_the_api_says_what_is_wrong(client: FlaskClient, address: str, status: int) -> None:
    answer = client.get(address)
    told = json.loads(answer.data)
    assert (answer.status_code, told["status"]) == (status, status) and told["zh"] and told["en"]


def test_a_similar_project_has_a_link_to_the_comparison(client: FlaskClient, services: Services, lang: str) -> None:
    iri = services.project(A).iri
    page = client.get("/projects/" + iri.rsplit("/", 1)[1], query_string={"lang": lang}).text
    links = [unescape(href) for href in re.findall(r'class="compare" href="([^"]+)"', page)]
    assert len(links) > 5
    for href in links[:3]:
        assert parse_qs(urlsplit(href).query)["a"] == [iri] and client.get(href).status_code == 200
    names = re.findall(r'class="compare"[^>]*aria-label="([^"]+)"', page)
    assert len(set(names)) > 3, "links of one word each say with what they compare"


def test_other_years_are_linked_and_listed_when_asked_for(client: FlaskClient, services: Services) -> None:
    iri = services.project(A).iri
    address = "/projects/" + iri.rsplit("/", 1)[1]
    before = services.other_years(A)
    assert [each.year for each in before] == [2023]
    there = "/projects/" + before[0].iri.rsplit("/", 1)[1]
    page = client.get(address).text
    assert f'href="{address}?other_years=1#similar"' in page
    cards = r'class="card"><h4[^>]*><a href="([^"]+)"'
    assert there not in re.findall(cards, page) and f'href="{there}"' in page
    asked = client.get(f"{address}?other_years=1").text
    assert there in re.findall(cards, asked) and f'href="{address}#similar"' in asked
    found = json.loads(client.get(f"/api/v1/similar?project={A}&other_years=1").data)
    assert found["hits"][0]["iri"] == before[0].iri
    assert before[0].iri not in client.get(f"/api/v1/similar?project={A}&limit=50").text
