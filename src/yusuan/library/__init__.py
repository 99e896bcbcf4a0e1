"""One generation of graph, text and vectors: open it, publish the next one in one atomic step, check, repair.

Readers hold a :class:`Generation` and never see half of one; writers make the next beside it.
"""

from yusuan.library.check import Damage, check, repair
from yusuan.library.entry import IndexEntry, prepared
from yusuan.library.generation import Generation, Library
from yusuan.library.publish import Publication, publication

__all__ = [
    "Damage",
    "IndexEntry",
    "Generation",
    "Library",
    "Publication",
    "check",
    "prepared",
    "publication",
    "repair",
]
