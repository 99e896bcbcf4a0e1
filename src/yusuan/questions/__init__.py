"""What does the data say to this question? A question in Chinese, English or both becomes SPARQL that is shown.

``answer(question, generation)`` reads the question with the words and patterns of this folder (``lexicon.toml``,
``patterns/*.toml``, ``queries/*.rq``), runs the query and gives rows, a sentence and the documents' words. Every word
of the question must find a use; otherwise the answer says which did not. No language model takes part;
where one is set up, ``questions.machine`` may translate what was refused.
"""

from __future__ import annotations

from yusuan.questions.answer import Answer, Part, Row
from yusuan.questions.ask import MOST_CHARACTERS, answer

__all__ = ["MOST_CHARACTERS", "Answer", "Part", "Row", "answer"]
