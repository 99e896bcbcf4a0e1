"""What does a row of a budget table speak of? Its code, or its name under the names above it, as a concept.

Codes may be split over 类 款 项 and carried down; names alone are looked for under the last class or item. A code or a name
that the classification does not know keeps its words: its concept is minted under the class it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from yusuan.extraction.layouts.budget_tables import BudgetLayout
from yusuan.extraction.stated import normal
from yusuan.extraction.statements.budget.frame import CODE
from yusuan.extraction.statements.budget.names import AMONG, LEVEL, SCHEMES, by_name, label_of
from yusuan.extraction.statements.budget.words import BARE_TOTALS, bare, count_in, side_of, stage_in, year_in
from yusuan.extraction.tables.rows import Entry
from yusuan.model.disclosure import Stated, Text
from yusuan.values.clean import CleanText
from yusuan.values.ordinals import leading_ordinal
from yusuan.vocabulary.concept import Concept
from yusuan.vocabulary.concepts import category_by_word, find, lineage
from yusuan.vocabulary.wording import plain

FUNDS = (
    "income/fiscal",
    "income/general-budget",
    "income/government-fund",
    "income/state-capital",
    "income/special-account",
)
CARRIED = ("income/carry-over", "expenditure/carry-over")

_SUBJECT = re.compile(r"[一-鿿（）()、“”\"—\-·\d\s]{2,40}$")
_NOT_SUBJECT = re.compile(r"[。；]|^注|说明|备注|^其中$|^\d|单位|合计|总计|小计")
_COUNTED = "asset/vehicle/"
"""Kinds of vehicles are counted in a list of what there is: only their sum says 辆."""
_PARTIAL_TOTALS = frozenset({"支出合计", "支出小计"})
"""Words that mean the whole of an expenditure table, or of the heading they stand under."""


@dataclass(frozen=True, slots=True)
class RowSubject:
    """What a row speaks of: ``category`` a concept path, or ``total`` for all of the table; ``fund`` where the row is the
    part of the category above it that one fund makes; ``count`` (category, unit) where it counts."""

    label: Text
    category: str | None = None
    total: bool = False
    fund: Stated[str] | None = None
    year: Stated[int] | None = None
    stage: Stated[str] | None = None
    count: tuple[str, str] | None = None
    minted: bool = False

    @property
    def known(self) -> bool:
        return bool(self.category or self.total or self.count or self.year or self.stage)


@dataclass(slots=True)
class RowReader:
    """Reads the rows of one group of columns in order. ``scheme`` is the classification that most of its rows are of, if any;
    ``names`` are the disclosing unit's, which stand for the whole."""

    layout: BudgetLayout
    side: str | None
    scheme: str | None
    base: int | None
    names: frozenset[str] = frozenset()
    _pieces: list[str] = field(default_factory=list)
    _last: str | None = None
    _within: list[tuple[int, str]] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)

    def read(self, codes: Sequence[Entry | None], names: Sequence[Entry]) -> RowSubject | None:
        """The subject of a row with these code cells (``None`` for a blank one) and name cells."""
        code, coded = self._code(codes)
        named = [each for each in names if not each.blank]
        entry = named[0] if code and named else named[-1] if named else None
        if entry is None and coded:
            entry = coded[-1]
        if entry is None:
            return None
        text = entry.text.strip()
        match = CODE.match(text.text)
        if match and not code and len(match.group()) < len(text.text):
            code, text = match[1], text.piece(match.end(), len(text.text))
        label = label_of(text)
        if code:
            return self._coded(code, label, bool(match) or bool(coded))
        return self._named(entry, text, label)

    def _code(self, codes: Sequence[Entry | None]) -> tuple[str, list[Entry]]:
        """The code that the cells spell together, blanks before the first printed one carried down."""
        printed = [entry for entry in codes if entry is not None]
        first = next((at for at, entry in enumerate(codes) if entry is not None), None)
        if first is None:
            return "", []
        pieces = list(self._pieces[:first]) + [""] * (first - len(self._pieces[:first]))
        for entry in codes[first:]:
            match = CODE.match(entry.text.text.strip()) if entry else None
            digits = match[1] if match else entry.label if entry and entry.label.isdigit() else ""
            pieces.append(digits)
        self._pieces = pieces
        code = ""
        for piece in pieces:
            if piece.startswith(code) and len(piece) > 2:
                code = piece
            elif code and 0 < len(piece) <= 2:
                code += piece.zfill(2)
            elif len(piece) > len(code):
                code = piece
        return (code if len(code) in (3, 5, 7) and code[0] in SCHEMES else ""), printed

    def _coded(self, code: str, label: Text, certain: bool) -> RowSubject | None:
        scheme = SCHEMES[code[0]]
        path = f"{scheme}/{code}"
        if scheme == "revenue":
            known = category_by_word(label.value, within="income")
            path = known.path if known else path
        self._last = path
        self._within.clear()
        return RowSubject(label, path, minted=find(path) is None)

    def _named(self, entry: Entry, text: CleanText, label: Text) -> RowSubject | None:
        words = bare(normal(label.value))
        if words in ("类", "款", "项") or not words:
            return None
        if entry.label in self.names or words in self.names:
            return RowSubject(label, total=True)
        own = self.layout.words.get(words)
        if own:
            return self._placed(own, text, label)
        if words in BARE_TOTALS:
            return self._total(words, label)
        above = self._context()
        if words in _PARTIAL_TOTALS and self.layout.side == "expenditure" and self.layout.total:
            return RowSubject(label, total=True)
        if (
            above
            and words in _PARTIAL_TOTALS
            and above.split("/")[0] in ("three-public", "procurement", "operating")
        ):
            return RowSubject(label, above.split("/")[0])
        counted = count_in(words)
        if counted:
            return RowSubject(label, count=counted)
        path = self._path(label.value)
        if path is not None and path.startswith(_COUNTED) and self.layout.side == "mixed":
            return RowSubject(label, count=(path, "辆"))
        if path is not None:
            return self._placed(path, text, label)
        year, stage = year_in(words, self.base), stage_in(words)
        if year or stage:
            span = (entry.cell.span,)
            return RowSubject(
                label, year=Stated(year, span) if year else None, stage=Stated(stage, span) if stage else None
            )
        return self._minted(label)

    def _total(self, words: str, label: Text) -> RowSubject:
        if words == "小计" and self._within:
            return RowSubject(label, self._within[-1][1])
        self._within.clear()
        if words == "总计" and self.side in ("income", "expenditure") and self.layout.side == "both":
            return RowSubject(label, self.side)
        return RowSubject(label, total=True)

    def _path(self, name: str) -> str | None:
        """The concept that a name means here: the group's classification first, then categories, then the others."""
        name = LEVEL.sub("", name)
        within = self._context()
        near = category_by_word(name, within=within) if within else None
        if near is not None and within and within in lineage(near.path) and not self._in_scheme(name):
            return near.path
        found = self._in_scheme(name)
        if found:
            return found
        root = (self.layout.total or "").split("/")[0]
        for context in (root if root in ("three-public", "procurement") else None, self.side):
            known = category_by_word(name, within=context)
            if known is not None and self._fits(known):
                return known.path
        for scheme in ("functional", "economic"):
            if scheme != self.scheme:
                found = self._classified(name, scheme)
                if found and (len(found.split("/")[1]) == 3 or scheme == "economic"):
                    return found
        return None

    def _in_scheme(self, name: str) -> str | None:
        return self._classified(name, self.scheme) if self.scheme else None

    def _fits(self, known: Concept) -> bool:
        """Whether a category can stand on this side: 政府性基金 names income on the left and expenditure on the right."""
        if known.path in ("asset", "procurement"):
            return self.side is None
        return (
            self.side is None
            or known.path.split("/")[0] not in ("income", "expenditure")
            or (known.path.split("/")[0] == self.side or known.path in FUNDS)
        )

    def _context(self) -> str | None:
        return self._within[-1][1] if self._within else None

    def _classified(self, name: str, scheme: str) -> str | None:
        """The item of a classification with this name: below the last one, beside it, or beside one above it."""
        found = by_name(scheme).get(plain(name), ())
        if not found:
            return None
        if self._last is not None and find(self._last) is not None:
            for above in lineage(self._last):
                near = [each for each in found if find(each).broader == above]  # type: ignore[union-attr]
                if near:
                    return self._remember(near[0])
        top = [each for each in found if len(each.split("/")[1]) == 3]
        if top or len(found) == 1:
            return self._remember((top or list(found))[0])
        return None

    def _remember(self, path: str) -> str:
        self._last = path
        return path

    def _placed(self, path: str, text: CleanText, label: Text) -> RowSubject:
        """A subject among the rows above it: a fund below what is carried over is that fund's part of it."""
        ordinal = leading_ordinal(text.text)
        level = ordinal.level if ordinal else 9
        while self._within and self._within[-1][0] >= level and ordinal:
            self._within.pop()
        above = self._context()
        among = bool(AMONG.match(text.text))
        if (
            above in CARRIED
            and path in FUNDS
            and (path in self._seen or among or self._within[-1][0] < level)
        ):
            return RowSubject(label, above, fund=Stated(path, label.evidence))
        if ordinal or (path.split("/")[0] == "three-public"):
            self._within = [each for each in self._within if each[0] < level]
            self._within.append((level, path))
        elif path in CARRIED:
            self._within = [(0, path)]
        elif path not in FUNDS:
            self._within = [each for each in self._within if each[1] not in CARRIED]
        self._seen.add(path)
        return RowSubject(label, path)

    def _minted(self, label: Text) -> RowSubject | None:
        """An item that is printed without a code and that the classification does not know, under its class."""
        name = LEVEL.sub("", label.value)
        if self.scheme is None or self._last is None or side_of(normal(name)):
            return None
        if not _SUBJECT.match(name) or _NOT_SUBJECT.search(name):
            return None
        return RowSubject(
            label, f"{self._last.split('/')[0]}/{self._last.split('/')[1][:3]}/{plain(name)}", minted=True
        )
