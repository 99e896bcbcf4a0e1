"""The description of the HTTP API is complete, and answers are as it says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from yusuan.web.api.openapi import description

DESCRIPTION = description()
A, B = "105-2024-QSN-6L2F", "231-2024-LTN-8RM6"
_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "null": (type(None),),
}


def wrong(value: Any, schema: dict[str, Any], at: str = "") -> Iterator[str]:
    """What of ``value`` is not as ``schema`` says: the part of JSON Schema that the description uses."""
    if "$ref" in schema:
        yield from wrong(value, DESCRIPTION["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]], at)
        return
    if "anyOf" in schema:
        found = [list(wrong(value, each, at)) for each in schema["anyOf"]]
        yield from () if any(not each for each in found) else found[0]
        return
    if "enum" in schema:
        if value not in schema["enum"]:
            yield f"{at}: {value!r}"
        return
    names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if isinstance(value, bool) or not isinstance(value, tuple(kind for name in names for kind in _TYPES[name])):
        yield f"{at}: {value!r} is not {names}"
    elif isinstance(value, dict):
        yield from (f"{at}.{name} is missing" for name in schema.get("required", ()) if name not in value)
        for name, each in schema.get("properties", {}).items():
            if name in value:
                yield from wrong(value[name], each, f"{at}.{name}")
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from wrong(each, schema["items"], f"{at}[{number}]")


def test_every_address_is_described_and_every_described_one_is_there(client: FlaskClient) -> None:
    rules = {str(rule) for rule in client.application.url_map.iter_rules() if str(rule).startswith("/api/v1")}
    assert rules == {f"/api/v1{path}" for path in DESCRIPTION["paths"]}


def test_it_is_served(client: FlaskClient) -> None:
    answer = client.get("/api/v1/openapi.json")
    assert answer.status_code == 200 and answer.mimetype == "application/json"
    assert json.loads(answer.data) == json.loads(json.dumps(DESCRIPTION))


def test_every_reference_leads_somewhere() -> None:
    text = json.dumps(DESCRIPTION)
    used = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert used == set(DESCRIPTION["components"]["schemas"])


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/search?q=内网&limit=5", 200),
        (f"/similar?project={A}&other_years=1", 200),
        (f"/compare?a={A}&b={B}", 200),
        ("/ask?q=一共有多少个项目？", 200),
        ("/coverage", 200),
        ("/documents", 200),
        ("/status", 200),
        ("/compare", 400),
        ("/similar?project=nowhere", 404),
    ],
)
def test_answers_are_as_described(client: FlaskClient, address: str, status: int) -> None:
    answer = client.get(f"/api/v1{address}")
    assert answer.status_code == status
    operation = DESCRIPTION["paths"][address.partition("?")[0]]["get"]
    schema = operation["responses"][str(status)]["content"]["application/json"]["schema"]
    assert list(wrong(json.loads(answer.data), schema)) == []


def test_the_check_finds_what_is_wrong() -> None:
    evidence = {"$ref": "#/components/schemas/Evidence"}
    assert list(wrong({"document": "d", "start": "1", "end": 2}, evidence)) == [
        ".text is missing",
        ".start: '1' is not ['integer']",
    ]
