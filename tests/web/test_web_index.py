"""The index under a running server: missing, made, added to, damaged, deleted and made again, without a restart."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from yusuan.app import Services
from yusuan.settings import Settings
from yusuan.web.application import create_app

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An index folder of this module's own."""
    return Settings(indexes=tmp_path_factory.mktemp("served") / "indexes", jobs=1)


def documents(client: FlaskClient) -> int:
    """How many documents the first page says are held."""
    page = client.get("/")
    assert page.status_code == 200
    return int(re.findall(r"<dd>(\d+)</dd>", page.text)[-1])


def test_an_index_may_come_grow_go_and_come_again(settings: Settings, examples: Path) -> None:
    sources = sorted(examples.glob("*.txt"))
    client = create_app(Services(settings)).test_client()
    page = client.get("/")
    assert page.status_code == 503 and "yusuan ingest" in page.text and "bundled/site.css" in page.text
    Services(settings).ingest(sources[:1])
    assert documents(client) == 1
    Services(settings).ingest(sources[1:2])
    assert documents(client) == 2
    shutil.rmtree(settings.indexes)
    assert client.get("/").status_code == 503
    Services(settings).ingest(sources[2:3])
    assert documents(client) == 1
    Services(settings).ingest(sources[:2])
    assert documents(client) == 3


@pytest.mark.parametrize(
    ("part", "address"), [("graph", "/api/v1/ask?q=有哪些部门？"), ("search", "/api/v1/search?q=经费")]
)
def test_a_damaged_part_names_its_remedy(settings: Settings, examples: Path, part: str, address: str) -> None:
    shutil.rmtree(settings.indexes, ignore_errors=True)
    Services(settings).ingest(sorted(examples.glob("*.txt"))[:1])
    generation = Services(settings).generation.directory
    for path in (generation / part).rglob("*"):
        if path.is_file():
            path.write_bytes(b"not an index")
    client = create_app(Services(settings)).test_client()
    page = client.get("/search?q=经费")
    assert page.status_code == 503 and "yusuan check --repair" in page.text
    assert "bundled/site.css" in page.text and "Traceback" not in page.text
    told = client.get(address)
    assert told.status_code == 503 and told.get_json()["zh"] and told.get_json()["en"]
    assert client.get("/healthz").status_code == 503
