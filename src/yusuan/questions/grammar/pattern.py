"""What is a kind of question? What it needs, takes and refuses, which query answers it: one ``[[pattern]]`` of ``patterns/*.toml``.

A question is read by a pattern only if each of its tokens finds a slot. Keys of a pattern; those with * it must have:

``id`` *         the "kind" of the answer
``reads`` *      the builder that turns slots into filters, an entry of ``kinds.toml``
``needs`` *      alternatives of what must be said: each a list of slots, "a|b" where either will do, "a:2" at least two
``takes``        further slots that may be said; "@name" is a group of ``groups.toml``, "*" any slot
``refuses``      conditions (``conditions.toml``) any of which says that the pattern does not read the question
``allows``       conditions that the kind refuses and this pattern does not
``when``         conditions that must hold
``bare``         conditions under which one word is question enough: [] always; without the key one word never is
``free``         whether any words may be the subject, wherever they stand
``rank``         added to the score of a reading: which of two patterns that read the same is meant
``query`` *      the query that gives the rows, a file of ``queries/``
``smallest``     the query instead, where the question asks for the least
``limit``        whether the rows are a ranking that is cut to its winners, or to as many as are asked for
``grouped``      whether the query speaks of ``?group``: the builder says which county counts for which
``closer``       the filter that tells which of two amounts printed for one thing is meant
``valued``       whether an answer without any value is none
``aggregate``    whether the one row is a count, a sum or a mean; evidence comes from the parts
``parts``        the query that gives what the rows are made of
``some_parts``   the query instead, where there are more parts than a reader looks at
``remainder``    what the answer says its sum leaves out: "projects" or "departments"
``unit``         the unit of values whose rows have none: "元", "%"; "个" says that things are counted
``evidence``     the properties whose printed words are shown
``evidence_from``  the query that finds what the evidence hangs on, where the rows themselves state nothing
``answer`` *     the sentence, in zh and en; ``placeholders.py`` lists what may stand in braces
``examples`` *   questions that the pattern reads
``counter_examples``  questions that it does not

``patterns.py`` reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from yusuan.questions.grammar.conditions import Condition
from yusuan.questions.grammar.kinds import Kind

ANY = "*"
"""What a pattern takes that takes every slot."""
COUNTED = "个"
"""The unit of a pattern that counts things."""
_MONEY = frozenset({"amount", "change", "changeFromBudget", "executedAmount"})


@dataclass(frozen=True, slots=True)
class Need:
    """Any of ``slots``, in at least ``times`` tokens."""

    slots: frozenset[str]
    times: int = 1


@dataclass(frozen=True, slots=True)
class Pattern:
    """One kind of question; the module's docstring tells what each key means. ``refuses`` holds the kind's conditions too."""

    id: str
    reads: str
    needs: tuple[tuple[Need, ...], ...]
    takes: frozenset[str]
    query: str
    kind: Kind
    rank: float = 0.0
    refuses: tuple[Condition, ...] = ()
    when: tuple[Condition, ...] = ()
    bare: tuple[Condition, ...] | None = None
    parts: str | None = None
    some_parts: str | None = None
    smallest: str | None = None
    limit: bool = False
    grouped: bool = False
    closer: str | None = None
    valued: bool = False
    aggregate: bool = False
    unit: str | None = None
    remainder: str | None = None
    free: bool = False
    evidence_from: str | None = None
    evidence: tuple[str, ...] = ()
    answer: Mapping[str, str] = field(default_factory=dict)
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the values are numbers of things."""
        return self.unit == COUNTED

    @property
    def tells_money(self) -> bool:
        """Whether the answer is an amount, which is none to a question for a percentage."""
        return self.unit != "%" and bool(_MONEY & set(self.evidence))
