"""A client of the application that serves the sample disclosures."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from yusuan.app import Services
from yusuan.web.application import create_app


@pytest.fixture(scope="session")
def client(services: Services) -> FlaskClient:
    """A browser without scripts."""
    app = create_app(services)
    app.testing = False  # failures are answered, not raised
    return app.test_client(use_cookies=False)


@pytest.fixture(params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    """Each language of the interface."""
    return str(request.param)


@pytest.fixture(scope="session")
def project(services: Services) -> str:
    """The page of a project that has a payment plan, indicators and a purpose."""
    rows = services.generation.store.select(
        "SELECT ?p WHERE { ?p a bgt:Project ; bgt:payment ?x ; bgt:indicator ?i ; bgt:purpose ?u } ORDER BY ?p LIMIT 1"
    )
    return "/projects/" + str(rows[0]["p"]).strip("<>").rsplit("/", 1)[1]
