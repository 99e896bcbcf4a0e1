"""The short forms under which people speak of a department."""

from __future__ import annotations

import pytest

from yusuan.questions.language.department_names import variants

OFFICE = variants(["中共云岭市青石县委办公室"], ["某省", "云岭市", "青石县"])
HEALTH = variants(["云岭市桐岭县卫生健康局"], ["某省", "云岭市", "桐岭县"])
TOWN = variants(["桐岭县大河口镇人民政府"], ["某省", "云岭市", "桐岭县"])


@pytest.mark.parametrize(
    "word",
    ["青石县委办公室", "青石县委办", "青石县县委办", "县委办", "中共青石县委办公室", "云岭市青石县委办公室"],
)
def test_a_party_office_by_its_forms(word: str) -> None:
    assert word in OFFICE


@pytest.mark.parametrize("word", ["桐岭县卫生健康局", "卫生健康局", "桐岭县卫健局", "卫健局", "桐岭卫健局"])
def test_a_bureau_by_its_abbreviation(word: str) -> None:
    assert word in HEALTH


@pytest.mark.parametrize("word", ["大河口镇政府", "大河口镇", "桐岭县大河口镇政府"])
def test_a_town_government(word: str) -> None:
    assert word in TOWN


def test_no_form_is_only_a_generic_word() -> None:
    assert not {"办公室", "县委", "委办", "局", "政府", "镇"} & (OFFICE | HEALTH | TOWN)
