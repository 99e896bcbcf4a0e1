"""A row of labels: what each announces, and the values behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from yusuan.extraction.layouts.labels import Piece
from yusuan.extraction.stated import text_at
from yusuan.extraction.statements.projects.draft import MONEY, TOLD, ProjectDraft, of_all_years
from yusuan.extraction.statements.projects.money_grid import key_total
from yusuan.extraction.tables.rows import Entry
from yusuan.model.disclosure import BudgetLine, Remark, Stated
from yusuan.model.issue import Issue
from yusuan.values.numbers import is_blank, parse_number

BLOCKS = ("payments", "indicators", "tasks", "costs")
"""What the rows below a label may be, besides text."""
_LONG_TERM = "goals_long_term"


@dataclass(slots=True)
class Announced:
    """Takes rows of labels into ``draft``. After a row, ``block`` is what its rows below are, ``heads`` the texts that
    stand below it: (column, property); ``over`` labels of money whose amounts may
    stand below them. ``lines`` are amounts of a department, ``remarks`` words without a property."""

    draft: ProjectDraft
    issues: list[Issue]
    lines: list[BudgetLine] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    block: str | None = None
    heads: list[tuple[int, str]] = field(default_factory=list)
    terms: dict[int, str] = field(default_factory=dict)
    sided: bool = False
    over: list[Piece] = field(default_factory=list)
    total: Piece | None = None

    def row(self, found: Sequence[Piece]) -> None:
        """Take in the pieces of one row, some of which are labels."""
        self.block, self.heads = None, []
        self._columns_of_terms(found)
        money = [each for each in found if _is_money(each)]
        self.sided = len(money) > 1
        self.over = money if self.sided and not any(_values(found, at) for at in range(len(found))) else []
        unread: list[Piece] = []
        at = 0
        while at < len(found):
            piece, values = found[at], _values(found, at)
            at += 1 + len(values)
            if piece.sense is None:
                unread.append(piece)
                continue
            if piece.unit:
                self.draft.money.unit = piece.unit
            unread += self._take(piece, values, found[at:])
        if unread and not (len(unread) == 1 and unread[0].entry.cell.rowspan > 1):
            self.unknown(unread)

    def _take(self, piece: Piece, values: list[Piece], after: Sequence[Piece]) -> list[Piece]:
        """Take what one label announces: its ``values`` stand behind it, other labels ``after`` them. Returns what of
        the values was not understood."""
        assert piece.sense is not None
        kind, key = piece.sense.kind, piece.sense.key
        if len(values) > 1 and _is_money(piece) and key_total(values[0].entry, self.draft.layout):
            values = values[1:]  # 预算金额 | 合计 | 240
        own = [piece.rest] if piece.rest is not None and not piece.rest.blank else []
        cells = own or [each.entry for each in values]
        if kind == "ignore":
            return []
        if kind == "group":
            return values
        if kind == "remark":
            self.block = "remark"
            self.remark([piece, *values])
            return []
        if kind == "block" and key in BLOCKS:
            self.block = key
            if key == "payments" and values:
                self.draft.plan.read(tuple(each.entry for each in values))
            elif key == "costs" and values:
                self.remark([piece, *values])
            return []
        if key in TOLD:
            return self._text(piece, cells, values if own else [], after)
        self._value(piece, cells)
        return values if own else values[1:]

    def _text(
        self, piece: Piece, cells: Sequence[Entry], spare: list[Piece], after: Sequence[Piece]
    ) -> list[Piece]:
        assert piece.sense is not None
        key = piece.sense.key
        for entry in cells:
            self.draft.take(key, entry)
        if not cells and key in {each.sense.key for each in after if each.sense}:
            return spare  # 总体目标 over 中期目标 and 年度目标
        self.heads.append((piece.column, key))
        self.draft.terms |= key == _LONG_TERM
        return spare

    def _value(self, piece: Piece, cells: Sequence[Entry]) -> None:
        if not cells or piece.sense is None:
            return
        kind, key = piece.sense.kind, piece.sense.key
        if kind == "line":
            self.line(key, piece.entry, cells[0], None, piece.unit)
        elif kind == "value":
            if key == "amount":
                self._amount_of_all_years(piece)
            self.draft.take(key, cells[0], piece.unit)
        elif not (self.sided and self._long_term(piece.column)):
            self.draft.fund(key, piece.entry, cells[0], None, piece.unit)
        elif parse_number(cells[0].text.text.strip().rstrip("万元亿")):
            self.issues.append(of_all_years(piece.entry.text.text, cells[0].cell.span))

    def below(self, found: Sequence[Piece]) -> bool:
        """Take a row of as many amounts as labels of money stand alone in the row above, in their order; whether it was one."""
        over, self.over = self.over, []
        if len(found) != len(over) or not all(self.draft.money.looks(piece.entry) for piece in found):
            return False
        for label, piece in zip(over, found, strict=True):
            self._value(label, [piece.entry])
        return True

    def line(
        self, category: str, label: Entry, entry: Entry, stage: Stated[str] | None, unit: str | None
    ) -> None:
        """An amount of the department."""
        amount = self.draft.money.amount(entry, unit)
        if amount is not None:
            words = text_at(self.draft.document, label.cell.span)
            self.lines.append(BudgetLine(category=category, label=words, amount=amount[0], amount_text=amount[1], stage=stage))

    # ------------------------------------------------------------ money of all years beside that of this one

    def _columns_of_terms(self, found: Sequence[Piece]) -> None:
        """Where a row has the money of all years beside that of this one, remember which column is whose."""
        columns = {each.sense.key: each.column for each in found if each.sense and each.sense.kind == "value"}
        if "total_investment" in columns and "amount" in columns:
            self.terms = {columns["total_investment"]: "total_investment", columns["amount"]: "amount"}

    def _long_term(self, column: int) -> bool:
        before = [at for at in self.terms if at <= column]
        return bool(self.terms) and self.terms[max(before, default=min(self.terms))] == "total_investment"

    def _amount_of_all_years(self, piece: Piece) -> None:
        """资金总额 is the amount of the year, unless 年度资金总额 or 当年资金总额 follows: then it is that of all years."""
        before, self.total = self.total, piece
        if before is None or not self._annual(piece.entry.label) or self._annual(before.entry.label):
            return
        self.draft.beside_all_years = True
        if before.entry.cell.row == piece.entry.cell.row:
            self.terms = {before.column: "total_investment", piece.column: "amount"}

    def _annual(self, label: str) -> bool:
        return self.draft.of_the_year(label)

    # ------------------------------------------------------------ words

    def remark(self, found: Sequence[Piece]) -> None:
        """Keep words that no property takes as a passage; a label alone says nothing."""
        spans = [piece.span for piece in found if not is_blank(piece.entry.text.text)]
        if len(spans) > (1 if found[0].sense and found[0].rest is None else 0):
            self.remarks.append(Remark(text_at(self.draft.document, *spans)))

    def unknown(self, found: Sequence[Piece]) -> None:
        """Say that a row, or the rest of one, was not understood."""
        if all(is_blank(piece.entry.text.text) for piece in found):
            return
        words = " | ".join(piece.entry.text.text for piece in found)
        self.issues.append(
            Issue(
                "table.row",
                found[0].span.to(found[-1].span),
                f"项目表中有一行没有读懂：{words[:60]}",
                f"a row of a project table was not understood: {words[:60]}",
            )
        )


def _is_money(piece: Piece) -> bool:
    return piece.sense is not None and (piece.sense.kind in ("funding", "line") or piece.sense.key in MONEY)


def _values(found: Sequence[Piece], at: int) -> list[Piece]:
    """The pieces behind the label at ``at`` that announce nothing: its values."""
    end = at + 1
    while end < len(found) and found[end].sense is None:
        end += 1
    return list(found[at + 1 : end]) if found[at].sense is not None else []
