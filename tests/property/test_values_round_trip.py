"""Whatever the number: what is printed is read back, and every regular character knows where it came from."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from yusuan.values.clean import clean, fold, plain
from yusuan.values.money import UNITS, in_yuan
from yusuan.values.numbers import format_decimal, parse_number
from yusuan.values.targets import parse_target

numbers = st.decimals(min_value=Decimal("-1e12"), max_value=Decimal("1e12"), places=4, allow_nan=False)
amounts = st.decimals(min_value=0, max_value=Decimal("1e9"), places=2, allow_nan=False)
printed = st.text(alphabet="预算 \n\t　5０1．,.<p>/$\\geq{}%≥（）《》——“”\x00\ufeff12元万", max_size=60)
OPERATORS = {"≥": ">=", "≤": "<=", ">": ">", "<": "<", "": "=", "不少于": ">=", "不超过": "<="}


@given(numbers)
def test_a_formatted_number_is_read_back(number: Decimal) -> None:
    assert parse_number(format_decimal(number)) == number


@given(amounts)
def test_thousands_separators_and_wide_digits_change_nothing(number: Decimal) -> None:
    grouped = f"{number:,}"
    wide = grouped.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})
    assert parse_number(grouped) == number
    assert parse_number(clean(wide).text) == number
    assert parse_number(clean(grouped.replace(",", " ")).text) == number


@given(amounts, st.sampled_from(sorted(UNITS)))
def test_money_keeps_its_value_in_every_unit(number: Decimal, unit: str) -> None:
    assert in_yuan(number, unit) / UNITS[unit] == number


@given(amounts, st.sampled_from(sorted(OPERATORS)), st.sampled_from(["%", "台", "人次", "万元", ""]))
def test_a_target_is_taken_apart(number: Decimal, operator: str, unit: str) -> None:
    target = parse_target(f"{operator}{format_decimal(number)}{unit}")
    assert target is not None
    assert (target.operator, target.value, target.unit) == (OPERATORS[operator], number, unit or None)


@given(printed, st.integers(0, 1000))
def test_every_regular_character_maps_to_its_source(raw: str, base: int) -> None:
    text = clean(raw, base)
    assert len(text.text) == len(text.offsets)
    assert list(text.offsets) == sorted(set(text.offsets))
    for character, offset in zip(text.text, text.offsets, strict=True):
        source = raw[offset - base]
        assert character in (fold(source), " ") or source in "\\<$"


@given(printed)
def test_cleaning_ends(raw: str) -> None:
    assert clean(raw).text == clean(raw).text.strip(" \n\t\u3000")
    assert not any(space in plain(raw) for space in "\n\t\x00\ufeff")


@given(st.text(max_size=40))
def test_nothing_printed_crashes(raw: str) -> None:
    parse_number(clean(raw).text)
    parse_target(clean(raw).text)
