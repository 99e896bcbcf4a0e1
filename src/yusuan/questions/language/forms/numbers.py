"""Which number does a word say? 1,050.5, 一百二十, 三点五, thirty-five."""

from __future__ import annotations

import re
from decimal import Decimal

_ZH_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_ZH_UNITS = {"十": 10, "百": 100, "千": 1000}
_EN_NUMBERS = {
    word: value
    for value, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    )
} | {
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "a": 1,
}  # fmt: skip

NUMBER = r"(?:\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百千零]+(?:点[一二三四五六七八九零]+)?)"
_EN_ONE = r"(?:one|two|three|four|five|six|seven|eight|nine)"
EN_WORD = (
    rf"(?:(?:{_EN_ONE}|a) hundred(?: and (?:fifty|twenty))?|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ]{_EN_ONE})?|"
    rf"half a(?= million)|zero|{_EN_ONE}|ten|eleven|twelve|fifteen|a(?= million| thousand| billion))"
)


def number(word: str) -> Decimal:
    """The number that ``word`` says in digits, Chinese or English: 1,050.5, 一百二十, 三点五, three."""
    word = word.strip().lower()
    if word == "half a":
        return Decimal("0.5")
    if word[0].isascii() and word[0].isalpha():
        return Decimal(_english(word))
    if word[0].isdigit():
        return Decimal(word.replace(",", ""))
    whole, _, fraction = word.partition("点")
    value = Decimal(_chinese(whole))
    digits = "".join(str(_ZH_DIGITS[character]) for character in fraction)
    return value + (Decimal(f"0.{digits}") if digits else 0)


def _english(word: str) -> int:
    """What English words add up to: two hundred and fifty, thirty-five."""
    total = 0
    for part in re.split(r"[- ]", word):
        total = (total or 1) * 100 if part == "hundred" else total + _EN_NUMBERS.get(part, 0)
    return total


def _chinese(word: str) -> int:
    total, digit = 0, 0
    for character in word:
        if character in _ZH_UNITS:
            total += (digit or 1) * _ZH_UNITS[character]
            digit = 0
        else:
            digit = _ZH_DIGITS[character] if digit == 0 or total else digit * 10 + _ZH_DIGITS[character]
    return total + digit
