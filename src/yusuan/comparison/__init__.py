"""How do two projects stand side by side? Money, payment plans, aims and indicators in pairs, each with the words that state it.

``compare`` sets two projects beside each other; ``explained`` says for projects that were found to be similar which of their aims and
indicators correspond. Everything is typed data; how it looks is left to :mod:`yusuan.web` and :mod:`yusuan.cli`.
"""

from yusuan.comparison.compare import Comparison, Likeness, compare, explained

__all__ = ["Comparison", "Likeness", "compare", "explained"]
