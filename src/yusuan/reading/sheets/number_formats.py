"""A number and its number format → the words a spreadsheet shows: 0.05 as 0% is 5%, 45296 as yyyy-mm-dd is 2024-01-05.

A format that is not understood prints the number exactly, never a guess. Thousands separators and padding are left out;
dates are printed year-month-day, whatever order the sheet has them in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0", 6: "#,##0", 7: "#,##0.00", 8: "#,##0.00", 9: "0%", 10: "0.00%",
    14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss",
    22: "yyyy-mm-dd h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"',
    32: "h:mm", 33: "h:mm:ss", 34: "h:mm", 35: "h:mm:ss", 36: 'yyyy"年"m"月"', 37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: '#,##0;-#,##0;"-"', 42: '#,##0;-#,##0;"-"',
    43: '#,##0.00;-#,##0.00;"-"', 44: '#,##0.00;-#,##0.00;"-"', 45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss",
    50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: "h:mm", 56: "h:mm:ss",
    57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
"""Number formats that files name by number only (ECMA-376, 18.8.30, with the Chinese ones of 27–36 and 50–58)."""

_TOKEN = re.compile(r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[(?P<bracket>[^\]]*)\]|_(?P<pad>.)|\*(?P<fill>.)'
                    r"|(?P<digits>[0#?](?:[0#?,.]*[0#?])?)(?P<scale>,*)|(?P<other>.)", re.S)  # fmt: skip
_SIGNIFICANT = 15
"""Digits that a binary floating-point number of a sheet really has."""
_LARGEST = 24
"""Powers of ten of the largest and the smallest number that is printed."""
_LAST_DATE = 2958465  # 9999-12-31


@dataclass(frozen=True, slots=True)
class Shown:
    """The words for a number, and whether digits were rounded away."""

    text: str
    rounded: bool = False


def exact(value: float | str) -> Decimal:
    """The number that a sheet stores, without what binary floating point adds: 12.300000000000001 is 12.3.

    Raises InvalidOperation for what is no number of a sheet: a word, an infinity, a power of ten beyond all budgets.
    """
    number = Decimal(str(value))
    if not number.is_finite() or abs(number.adjusted()) > _LARGEST:
        raise InvalidOperation
    if len(number.as_tuple().digits) > _SIGNIFICANT:
        number = Decimal(format(number, f".{_SIGNIFICANT}g"))
    return number


def plain(number: Decimal) -> str:
    """``number`` without exponent and without zeros after the decimal digits."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def is_date(form: str) -> bool:
    """Whether a number format shows days or times."""
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.', "", form.split(";")[0]).lower()
    return (
        bool(re.search(r"[ymdhs]", bare)) and "general" not in bare and not re.search(r"[#?]|0(?!0*$)", bare)
    )


def shown(number: Decimal, form: str, from_1904: bool = False) -> Shown:
    """The words that a sheet shows for ``number`` under the number format ``form`` ("" or General: none)."""
    if not form or form.strip().lower() in ("general", "g/通用格式", "@", "standard"):
        return Shown(plain(number))
    if is_date(form):
        return Shown(_date(number, form, from_1904))
    sections = _sections(form)
    if any("[" in each and re.search(r"\[[<>=]", each) for each in sections):
        return Shown(plain(number))
    section, negative = sections[0], number < 0
    if negative and len(sections) > 1:
        section = sections[1]
    elif number == 0 and len(sections) > 2:
        section = sections[2]
    return _by_section(number, section, negative) or Shown(plain(number))


def _sections(form: str) -> list[str]:
    sections, quoted = [""], False
    for character in form:
        if character == '"':
            quoted = not quoted
        if character == ";" and not quoted:
            sections.append("")
        else:
            sections[-1] += character
    return sections


def _by_section(number: Decimal, section: str, negative: bool) -> Shown | None:
    """``number`` by one section of a format; ``None`` where the section is not understood."""
    before, after, digits, scale, percent = "", "", "", 0, False
    for match in _TOKEN.finditer(section):
        kind = match.lastgroup
        if match["digits"] is not None:
            if digits:
                return None  # a fraction, a telephone number: more than one group of digits
            digits, scale = match["digits"], len(match["scale"])
        elif match["other"] == "%":
            percent = True
            after += "%"
        elif kind in ("quoted", "escaped", "other"):
            words = match[kind]
            if kind == "other" and words in "Ee/.":
                return None  # an exponent, a fraction, a bare point
            words = (
                "" if words in "()+- \u3000" and digits + after + before == "" and kind != "quoted" else words
            )
            if digits:
                after += words
            else:
                before += words
        elif kind == "bracket" and (currency := re.match(r"\$([^-\]]+)", match["bracket"])):
            before += currency.group(1)
    if not digits:
        return Shown((before + after).strip()) if "@" not in section else None
    whole, _, decimals = digits.partition(".")
    value = abs(number) * (100 if percent else 1) / Decimal(1000) ** scale
    try:
        quantised = value.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    except InvalidOperation:
        return None
    text = format(quantised, "f")
    optional = len(decimals) - len(decimals.rstrip("#?"))
    for _ in range(optional):
        text = text.removesuffix("0")
    text = text.rstrip(".") if "." in text else text
    width = whole.replace(",", "").count("0")
    if "." not in text:
        text = text.zfill(width)
    sign = "-" if negative and quantised != 0 else ""
    after = after.replace(")", "")
    return Shown((sign + before.strip() + text + after).strip(), quantised != value)


def _date(number: Decimal, form: str, from_1904: bool) -> str:
    try:
        moment = moment_of(number, from_1904)
    except (OverflowError, ValueError):
        return plain(number)
    return date_words(moment, form, whole=0 <= number < 1)


def moment_of(number: Decimal, from_1904: bool = False) -> datetime:
    """The moment that a serial number of a sheet stands for. Raises ValueError outside the calendar of sheets."""
    if not 0 <= number <= _LAST_DATE:
        raise ValueError("no date of a sheet")
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30 if number >= 60 else 31)
    return start + timedelta(days=float(number))


def date_words(moment: datetime | date, form: str, whole: bool = False) -> str:
    """A date as year-month-day; only the year and month, the year, or the time where the format shows no more;
    ``whole`` for a number below 1, which is a time of day."""
    bare = re.sub(r'"[^"]*"|\\.|\[\$[^\]]*\]', "", form).lower()
    year, month_, day, hour = "y" in bare, "m" in bare, "d" in bare, "h" in bare or "s" in bare
    clock = f"{moment:%H:%M}" if isinstance(moment, datetime) and hour else ""
    if hour and (whole or not (year or day)):
        return clock
    if year and not day:
        return f"{moment.year}年{moment.month}月" if month_ else str(moment.year)
    if day and not year:
        return f"{moment.month}月{moment.day}日"
    return f"{moment:%Y-%m-%d}" + (f" {clock}" if clock and clock != "00:00" else "")


def words_of(value: int | float | str | bool | date | datetime | time | timedelta) -> str:
    """The words for a value whose number format is not known: numbers exactly, dates as year-month-day."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        try:
            return plain(exact(value))
        except InvalidOperation:
            return str(value)
    if isinstance(value, datetime):
        return date_words(value, "y-m-d h")
    return str(value)
