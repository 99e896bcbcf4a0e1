"""Every page answers, in both languages, with its facts and the words they rest on."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from yusuan.app import Services
from yusuan.settings import Settings
from yusuan.web.application import create_app

FORMS = Path(__file__).parents[1] / "golden" / "forms"

PAGES = ("/", "/search", "/search?q=培训", "/search?q=公用经费&mode=keyword", "/ask", "/query", "/compare", "/ontology")


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_complete_and_in_its_language(client: FlaskClient, address: str, lang: str) -> None:
    page = client.get(address, query_string=None, headers={"Accept-Language": lang})
    assert page.status_code == 200
    assert f'<html lang="{"zh-Hans" if lang == "zh" else "en"}">' in page.text
    assert "bundled/site.css" in page.text and "<h1" in page.text and 'id="main"' in page.text
    assert not re.search(r'(?:href|src|action)="(?:https?:)?//', page.text)


def test_chinese_is_the_language_of_a_client_that_says_nothing(client: FlaskClient) -> None:
    assert 'lang="zh-Hans"' in client.get("/").text


def test_the_address_chooses_the_language_and_a_cookie_keeps_it(services: Services) -> None:
    from yusuan.web.application import create_app

    browser = create_app(services).test_client()
    assert '<html lang="en">' in browser.get("/?lang=en").text
    assert '<html lang="en">' in browser.get("/").text
    assert '<html lang="zh-Hans">' in browser.get("/?lang=zh").text


def test_home_counts_what_is_held_and_offers_questions_that_have_answers(
    client: FlaskClient, services: Services, lang: str
) -> None:
    page = client.get(f"/?lang={lang}").text
    assert f"<dd>{len(services.generation.manifest['documents'])}</dd>" in page
    questions = [
        unquote(found.replace("+", " "))
        for found in re.findall(r'class="chip" href="/search\?q=([^"&]+)"', page)
    ]
    assert questions
    for question in questions:
        assert services.ask(question, lang).status == "answered"


def test_a_project_page_links_every_fact_to_the_words_it_rests_on(
    client: FlaskClient, services: Services, project: str
) -> None:
    page = client.get(project).text
    links = re.findall(
        r'class="source" href="/documents/([0-9a-f]{64})\?start=(\d+)&amp;end=(\d+)#span"', page
    )
    assert len(links) > 10
    rows = re.findall(r'<tr id="indicators-\d+"[^>]*>([\s\S]*?)</tr>', page)
    assert rows and all('class="source"' in row for row in rows)
    for document, start, end in links[:5]:
        words = services.text(document)[int(start) : int(end)]
        marked = client.get(f"/documents/{document}?start={start}&end={end}").text
        found = re.findall(r"<mark[^>]*>([^<]*)</mark>", marked)
        assert "".join(found) == words.replace("\n", "").replace("&", "&amp;")
        assert marked.count('id="span"') == 1


def test_a_project_page_shows_money_as_printed_and_in_yuan(client: FlaskClient, project: str) -> None:
    page = client.get(project, headers={"Accept-Language": "zh"}).text
    assert "万元" in page and " 元" in page and "原文：" in page
    assert "yuan" in client.get(project, headers={"Accept-Language": "en"}).text


@pytest.mark.parametrize(
    ("lang", "labels"),
    [
        ("zh", ("调整后预算（元）", "执行率（%）", "得分", "主管部门", "未完成原因", "完成值原文")),
        ("en", ("adjusted budget (yuan)", "execution rate (percent)", "score", "reason for the shortfall")),
    ],
)
def test_a_project_page_shows_what_a_self_evaluation_adds(
    lang: str, labels: tuple[str, ...], tmp_path: Path
) -> None:
    held = Services(Settings(indexes=tmp_path / "indexes", jobs=1))
    held.ingest([FORMS / "project-self-evaluation" / "stacked.txt"])
    found = held.generation.store.select("SELECT ?p WHERE { ?p bgt:executionRate ?r } ORDER BY DESC(?r)")
    address = "/projects/" + str(found[-1]["p"]).strip("<>").rsplit("/", 1)[1]
    text = create_app(held).test_client().get(f"{address}?lang={lang}").text
    assert [label for label in labels if f">{label}<" not in text] == []
    assert "回访面偏窄" in text
    assert "95.8" in text


def test_merged_level_cells_cover_the_indicator_table(client: FlaskClient, project: str) -> None:
    page = client.get(project).text
    rows = len(re.findall(r'<tr id="indicators-\d+"[^>]*>', page))
    spans = re.findall(r'rowspan="(\d+)" class="level"', page)
    assert sum(map(int, spans)) == 2 * rows


def test_the_document_page_loses_no_character(client: FlaskClient, services: Services) -> None:
    from html import unescape

    for document in services.generation.manifest["documents"]:
        page = client.get(f"/documents/{document}").text
        lines = re.findall(r'<span class="words">(.*?)</span></div>', page)
        shown = [unescape(re.sub(r"<[^>]+>", "", line)) for line in lines]
        assert shown == services.text(document).replace("\r", "").split("\n")
        assert client.get(f"/documents/{document}.txt").text == services.text(document)


@pytest.mark.parametrize(
    "span", ["start=5&end=2", "start=-3&end=4", "start=0&end=99999999", "start=x&end=y", "start=1"]
)
def test_a_span_that_is_not_there_is_clipped_or_left_out(
    client: FlaskClient, services: Services, span: str
) -> None:
    document = next(iter(services.generation.manifest["documents"]))
    assert client.get(f"/documents/{document}?{span}").status_code == 200


def test_a_department_page_shows_the_year_asked_for(client: FlaskClient, services: Services) -> None:
    rows = services.generation.store.select(
        "SELECT ?d (COUNT(DISTINCT ?y) AS ?n) WHERE { ?x dcterms:publisher ?d ; bgt:fiscalYear ?y } GROUP BY ?d"
        " ORDER BY DESC(?n) LIMIT 1"
    )
    address = "/departments/" + str(rows[0]["d"]).strip("<>").rsplit("/", 1)[1]
    latest, earlier = client.get(address).text, client.get(f"{address}?year=2023").text
    assert "2024" in latest and latest != earlier
    assert client.get(f"{address}?year=1066").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/nope",
        "/projects/none",
        "/departments/none",
        "/divisions/0",
        "/documents/00",
        "/id/x",
        "/id/a%3Eb",
        "/projects/%00",
        "/projects/a%20b",
        "/departments/%22",
        "/documents/%25zz",
    ],
)
def test_what_is_not_there_gets_a_styled_page(client: FlaskClient, address: str, lang: str) -> None:
    page = client.get(address, headers={"Accept-Language": lang, "Accept": "text/html"})
    assert page.status_code == 404
    assert "bundled/site.css" in page.text and ("没有这一页" if lang == "zh" else "no such page") in page.text


def test_an_unexpected_error_gets_a_styled_page(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    from yusuan.web import pages
    from yusuan.web.application import create_app

    def broken(*_: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(pages, "project_page", broken)
    page = create_app(services).test_client().get("/projects/1")
    assert page.status_code == 500
    assert "bundled/site.css" in page.text and "broken on purpose" not in page.text


@pytest.mark.slow
def test_no_link_is_dead(client: FlaskClient) -> None:
    """Follows every internal address from the first page, one of each kind of query string."""
    waiting, seen = ["/"], {"/"}
    kinds: dict[tuple[str, str], int] = {}
    while waiting:
        address = waiting.pop()
        page = client.get(address)
        assert page.status_code in (200, 303), (address, page.status_code)
        if page.mimetype != "text/html":
            continue
        ids = set(re.findall(r'id="([^"]+)"', page.text))
        for target in re.findall(r'(?:href|src)="([^"]+)"', page.text):
            target = target.replace("&amp;", "&")
            assert target.startswith(("/", "#", "?")), target
            path, _, fragment = target.partition("#")
            if not path:
                assert not fragment or fragment in ids, (address, target)
                continue
            path = address.partition("?")[0] + path if path.startswith("?") else path
            route = path.partition("?")[0]
            kind = (route if "?" not in path else route.split("/")[1], path.partition("?")[2].split("=")[0])
            kinds[kind] = kinds.get(kind, 0) + 1
            if path not in seen and ("?" not in path or kinds[kind] <= 6):
                seen.add(path)
                waiting.append(path)
    assert any(address.startswith("/projects/") for address in seen)
    assert any(address.startswith("/documents/") for address in seen)


@pytest.mark.slow
def test_anchors_of_search_hits_are_on_their_pages(client: FlaskClient) -> None:
    for query in ("培训", "公务接待费", "办公室", "指标"):
        page = client.get(f"/search?q={query}&limit=40").text
        for target in re.findall(r'<h3><a href="([^"]+)"', page):
            path, _, fragment = target.replace("&amp;", "&").partition("#")
            found = client.get(path)
            assert found.status_code == 200, target
            assert not fragment or f'id="{fragment}"' in found.text, target


def test_a_target_is_shown_readable_with_the_printed_words_beside(
    client: FlaskClient, services: Services
) -> None:
    rows = services.generation.store.select(
        'SELECT ?p ?t WHERE { ?p bgt:indicator ?i . ?i bgt:targetText ?t FILTER(CONTAINS(?t, "$")) } ORDER BY ?p LIMIT 1'
    )
    project, printed = (str(getattr(rows[0][name], "value", "")) for name in ("p", "t"))
    page = client.get("/projects/" + project.rsplit("/", 1)[1]).text
    cells = re.findall(r'<td [^>]*class="target"[^>]*>([\s\S]*?)</td>', page)
    assert any(printed in cell and re.search(r">[≥≤]\d+%", cell) for cell in cells)
    assert not any("$" in re.sub(r"<[^>]*>", "", cell) for cell in cells)


class Languages(HTMLParser):
    """Collects text with Chinese characters that no ``lang`` attribute says is Chinese."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.unmarked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "link", "input", "img", "br", "rect"):
            inherited = self.open[-1][1] if self.open else ""
            self.open.append((tag, dict(attrs).get("lang") or inherited))

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1][0] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        mixed = re.search(r"[A-Za-z]{3}", data)  # a sentence of ours that quotes a few words
        tag, lang = self.open[-1] if self.open else ("", "")
        if re.search(r"[一-鿿]", data) and not mixed and tag != "code" and not lang.startswith("zh"):
            self.unmarked.append(data.strip())


def test_chinese_words_on_english_pages_say_that_they_are(
    client: FlaskClient, services: Services, project: str
) -> None:
    def first(kind: str) -> str:
        rows = services.generation.store.select(f"SELECT ?s WHERE {{ ?s a bgt:{kind} }} ORDER BY ?s LIMIT 1")
        return "/" + str(rows[0]["s"]).strip("<>").removeprefix(services.settings.base)

    addresses = ["/", "/search?q=培训", "/ask?q=公务接待费是多少", project, first("Department")]
    for address in [*addresses, first("Division"), first("Disclosure"), "/concept/training"]:
        found = Languages()
        found.feed(client.get(address, headers={"Accept-Language": "en"}).text)
        assert not found.unmarked, address


def test_a_concept_page_says_what_the_category_means(client: FlaskClient, lang: str) -> None:
    page = client.get(f"/concept/three-public?lang={lang}").text
    assert ("公务接待费。" if lang == "zh" else "for official reception.") in page.split('class="lead"')[1].split("</p>")[0]
