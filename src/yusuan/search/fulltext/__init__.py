"""Which words stand in which records? Two engines behind one seam (engine.py); ``engine_named`` picks one.

How to add an engine: implement TextEngine in a module here, name it below, and add it to the contract suite.
"""

from __future__ import annotations

from yusuan.errors import UsageError
from yusuan.search.fulltext.engine import TextEngine

ENGINES = ("tantivy", "whoosh")


def engine_named(name: str) -> TextEngine:
    """The engine called ``name`` ("tantivy" or "whoosh"); UsageError for any other name."""
    if name == "tantivy":
        from yusuan.search.fulltext.tantivy import TantivyEngine

        return TantivyEngine()
    if name == "whoosh":
        from yusuan.search.fulltext.whoosh import WhooshEngine

        return WhooshEngine()
    raise UsageError(
        f"没有名为 {name} 的全文引擎,可用的是 tantivy 和 whoosh。",
        f"There is no full-text engine {name}; use tantivy or whoosh.",
    )
