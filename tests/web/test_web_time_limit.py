"""What takes longer than allowed is stopped and says so, on pages and in the API. No time at all is allowed here."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from yusuan.app import Services
from yusuan.settings import QueryLimits
from yusuan.web.application import create_app


@pytest.fixture(scope="module")
def hurried(services: Services) -> Iterator[FlaskClient]:
    """A browser of a server that gives a search no time."""
    made = Services(services.settings.with_changes(limits=QueryLimits(seconds=0)))
    app = create_app(made)
    app.testing = False
    yield app.test_client(use_cookies=False)
    made.generation.close()


@pytest.mark.parametrize("address", ["search?q=防汛", "search?q=防汛&mode=keyword", "ask?q=苇湾区有哪些项目？"])
def test_the_api_names_the_limit(hurried: FlaskClient, address: str) -> None:
    answer = hurried.get(f"/api/v1/{address}")
    told = answer.get_json()
    assert answer.status_code == 503 and "0 秒" in told["zh"] and "0 seconds" in told["en"]


def test_similar_projects_name_the_limit(hurried: FlaskClient, services: Services) -> None:
    project = next(iter(services.generation.search.records("project")))
    answer = hurried.get(f"/api/v1/similar?project={quote(project.iri)}")
    assert answer.status_code == 503 and "0 seconds" in answer.get_json()["en"]


@pytest.mark.parametrize("address", ["/search?q=防汛", "/search?q=苇湾区有哪些项目？&mode=keyword", "/ask?q=苇湾区有哪些项目？"])
def test_the_pages_say_it_in_their_language(hurried: FlaskClient, address: str, lang: str) -> None:
    page = hurried.get(f"{address}&lang={lang}")
    assert page.status_code == 503
    assert ("0 秒的限制" if lang == "zh" else "limit of 0 seconds") in page.text
    assert ("mode=keyword&#34;" in page.text or 'mode=keyword"' in page.text) == (address == "/search?q=防汛")


def test_a_project_is_shown_without_those_like_it(hurried: FlaskClient, project: str) -> None:
    page = hurried.get(project)
    assert page.status_code == 200 and "0 秒的限制" in page.text
