"""What does the data say to this question? A question in Chinese, English or both becomes SPARQL that is shown.

``answer(question, generation)`` goes by steps, of which none reads what a later one makes:

1. words → senses     ``language``: everything a word can mean, by lists of words (TOML) and the names of the data
2. senses → readings  ``grammar``: patterns (TOML), each word in a slot, with the conditions that they refuse
3. reading → query    ``kinds`` and ``filters``: what the slots ask for; ``queries``: SPARQL files, filled by a serialiser
4. query → rows, sentence and evidence, or a plain refusal  ``answers``

Every word of the question must find a use; otherwise the answer says which did not. ``leaving_out`` asks again without parts of the
question. No language model takes part; where one is set up, ``questions.machine`` may translate what was refused.
"""

from __future__ import annotations

from yusuan.questions.answer import Answer, AnswerRow, ReadingPart
from yusuan.questions.ask import MOST_CHARACTERS, answer

__all__ = ["MOST_CHARACTERS", "Answer", "AnswerRow", "ReadingPart", "answer"]
