"""How a word processor prints the number of a list's item: 一, 甲, ①, iv, 壹, １. The names are those of w:numFmt."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
)
_LOW_ROMAN = ((5, "v"), (4, "iv"), (1, "i"))
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


def printed(value: int, form: str) -> str:
    """``value`` (1 or more) in the form with this name; as plain digits where the form is unknown or does not reach so far."""
    writer = _FORMS.get(form)
    return (writer(value) if writer is not None else "") or str(value)


def _chinese(value: int, digits: str = _DIGITS, units: str = "十百千", zero: str = "零") -> str:
    if not 0 < value < 10_000:
        return ""
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = value // 10**place % 10
        if digit:
            text += (zero if gap and text else "") + digits[digit] + (units[place - 1] if place else "")
        gap = not digit
    return text


def _counting(value: int) -> str:
    text = _chinese(value)
    return text[1:] if 10 <= value < 20 else text


def _from(row: str) -> Callable[[int], str]:
    return lambda value: row[value - 1] if 0 < value <= len(row) else ""


def _run(first: str, length: int) -> str:
    return "".join(chr(ord(first) + at) for at in range(length))


def _letters(value: int) -> str:
    return chr(97 + (value - 1) % 26) * ((value - 1) // 26 + 1) if 0 < value <= 260 else ""


def _roman(value: int) -> str:
    text = ""
    for worth, letters in (*_ROMAN, *_LOW_ROMAN) if 0 < value < 4000 else ():
        text += letters * (value // worth)
        value %= worth
    return text


def _each(digits: str) -> Callable[[int], str]:
    return lambda value: "".join(digits[int(digit)] for digit in str(value))


_CIRCLED = _from("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_FORMS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        (
            "chineseCounting",
            "chineseCountingThousand",
            "japaneseCounting",
            "taiwaneseCounting",
            "taiwaneseCountingThousand",
            "ideographKorean",
            "koreanCounting",
        ),
        _counting,
    ),
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"), _each(_DIGITS)),
    **dict.fromkeys(
        ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"),
        lambda value: _chinese(value, _LEGAL, "拾佰仟"),
    ),
    "ideographTraditional": _from(_STEMS),
    "ideographZodiac": _from(_BRANCHES),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _CIRCLED),
    "ideographEnclosedCircle": _from(_run("㊀", 10)),
    "decimalEnclosedParen": _from(_run("⑴", 20)),
    "decimalEnclosedFullstop": _from(_run("⒈", 20)),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), _each("０１２３４５６７８９")),
    "decimalZero": lambda value: f"{value:02d}",
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
}
