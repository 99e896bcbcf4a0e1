"""Which words stand in which records? Two engines behind one seam (engine.py); ``engine_named`` picks one.

How to add an engine: docs/howto/add-an-engine.md.
"""

from __future__ import annotations

from importlib import import_module

from yusuan.errors import UsageError
from yusuan.search.fulltext.engine import TextEngine

ENGINES = {
    "tantivy": "yusuan.search.fulltext.tantivy:TantivyEngine",
    "whoosh": "yusuan.search.fulltext.whoosh:WhooshEngine",
}
"""Name → "module:class" of an engine, imported when it is needed."""


def engine_named(name: str) -> TextEngine:
    """The engine called ``name``, one of ENGINES; UsageError for any other name."""
    if name not in ENGINES:
        raise UsageError(
            f"没有名为 {name} 的全文引擎，可用的是 {'、'.join(ENGINES)}。",
            f"There is no full-text engine {name}; use {' or '.join(ENGINES)}.",
        )
    module, _, made = ENGINES[name].partition(":")
    engine: TextEngine = getattr(import_module(module), made)()
    return engine
