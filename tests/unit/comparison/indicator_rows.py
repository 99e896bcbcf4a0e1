"""An indicator as a page has it, made of its target alone."""

from __future__ import annotations

from yusuan.browse.facts import StatedText
from yusuan.browse.project import IndicatorRow
from yusuan.values.targets import parse_target


def row(target: str | None, name: str = "指标") -> IndicatorRow:
    """The row of an indicator whose target is printed so."""
    parsed = parse_target(target) if target else None
    return IndicatorRow(
        iri=name,
        level1=None,
        level2=None,
        name=StatedText(name),
        description=None,
        target=StatedText(target) if target else None,
        basis=None,
        operator=parsed.operator if parsed else None,
        value=parsed.value if parsed else None,
        unit=parsed.unit if parsed else None,
    )
