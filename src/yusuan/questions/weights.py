"""What does each way of reading a word weigh? Every number that decides between readings, with its reason.

Two kinds: a *score* says how sure a sense is and adds to the score of the readings that use it, as a pattern's ``rank`` does; a
*cover* is what each character of a candidate is worth when the question is cut into words (1 for a cue).
"""

from __future__ import annotations

from typing import Self


class Weight(float):
    """A number with the reason why it is what it is."""

    reason: str

    def __new__(cls, value: float, reason: str) -> Self:
        made = super().__new__(cls, value)
        made.reason = reason
        return made


# Readings
NEEDED_WORD = Weight(0.2, "a pattern that needs what is said reads it better than one that only takes it")
MARGIN = Weight(1.5, "a reading so much less sure than the best is not tried where the best finds nothing")

# Scores of cues and of what is found by its form
IDLE = Weight(0.0, "a word that says nothing says nothing for a reading")
CUE = Weight(1.0, "the measure of all scores: a word that asks for something")
LOOSE_CUE = Weight(0.9, "a single character is a cue less surely than a word: 高 in 高中")
TEXT = Weight(0.3, "any words may be a subject, so that every other sense goes before it")
AMOUNT = Weight(2.0, "a limit of money can be nothing else")
YEAR = Weight(2.0, "nor can a year")
TOP = Weight(2.0, "nor can a number of a ranking")
PERCENT = Weight(1.5, "a percentage is a target, a payment or a share")
MONTH = Weight(1.5, "a month is a payment's or only a time")
COMPARED_YEAR = Weight(1.5, "比2023年 is surer than the cue 比 and less sure than the year")
QUANTITY = Weight(1.2, "3个 may count anything")

# Scores of names
PROJECT_CODE = Weight(4.0, "a code is one project's")
PROJECT_NAME = Weight(3.0, "a whole name; above every category that is called the same")
DEPARTMENT_NAME = Weight(3.0, "as sure as a project's name")
INDICATOR_NAME = Weight(2.2, "a whole name, which often is a common phrase too")
DIVISION_NAME = Weight(2.0, "below a department, whose short name may be its county's")
LISTED_UNIT = Weight(1.9, "below a division of the same name")
UNIT_NAME = Weight(1.8, "below the department that a section is called like")
WHOLE_NAME = Weight(2.0, "a project named whole scores more, one named in part less")
PART_OF_PROJECT = Weight(1.2, "part of a project's name, above a cue")
PART_COVERED = Weight(0.5, "added times the part of the name that is said: the more of it, the surer")
PART_OF_INDICATOR = Weight(1.0, "part of an indicator's name is often a plain subject")
TERM = Weight(1.5, "a term that a document explains; the category of its name goes before it")
ABSENT_NAME = Weight(2.0, "what reads like a county, a department or a code that the data lacks names one")
ABSENT_SHORT_NAME = Weight(0.2, "北京 without 市 is a subject first: projects about it may exist")
NAMED_PLACE = Weight(1.5, "a place in a project's name, above plain text and topics")

# Scores of concepts
CATEGORY_NAME = Weight(3.2, "a category's own name, above a project that is called the same")
CATEGORY_WORD = Weight(2.6, "another word of the ontology for a category, below a project's name")
CATEGORY_SAID = Weight(2.4, "what people call a category, below the ontology's words")
ITEM_NAME = Weight(2.4, "an item of a classification, below the ontology's budget categories")
CATEGORY_MEANT = Weight(1.5, "a category that follows from other words: 花在人员上的钱")
CLASS_MEANT = Weight(1.0, "教育 alone is a subject as well as the class 205")
LEVEL = Weight(1.5, "a level of indicators, whose words are common: 质量")
TOPIC = Weight(1.0, "a topic, as sure as a cue")

# Covers
WORD_COST = Weight(0.55, "taken off for each word, so that one long word goes before two short ones")
LATIN_LETTER = Weight(1 / 3, "an English word is about three times as long as the Chinese one")
PLAIN_COVER = Weight(1.0, "the measure of all covers: a cue")
IDLE_COVER = Weight(0.9, "idle words give way to words that say something")
OPAQUE_COVER = Weight(1.05, "opaque words stay whole against the cues in them")
NUMBER_COVER = Weight(1.1, "numbers with their units and signs go before the cues in them")
QUANTITY_COVER = Weight(0.95, "3个项目: the cue 个项目 goes before the quantity 3个")
MONTH_COVER = Weight(1.05, "6月底 goes before 底")
COMPARED_YEAR_COVER = Weight(1.3, "比2023年 goes before the year in it")
WHAT_FOR_COVER = Weight(1.5, "for at the end of a question is short and asks for a purpose")
SAYS_COVER = Weight(1.05, "说明里提到 goes before 说明 and 提到")
TEXT_PLACE_COVER = Weight(1.2, "说明里 before 提到 says nothing and goes before its parts")
QUOTED_COVER = Weight(1.6, "what is quoted stays whole")
SO_FAR_COVER = Weight(1.1, "累计支付 goes before the sum 累计")
NAME_COVER = Weight(1.25, "names of departments, divisions and projects go before the common words in them")
UNIT_COVER = Weight(1.0, "names of sections are common words themselves")
CODE_COVER = Weight(3.0, "a code stays whole, whatever its parts are")
INDICATOR_COVER = Weight(1.15, "names of indicators go before the words in them, and behind other names")
INDICATOR_PART_COVER = Weight(0.85, "parts of indicators' names give way to every word that says more")
PHRASE_COVER = Weight(1.15, "an English phrase that has a translation goes before its words")
CATEGORY_COVER = Weight(1.1, "categories go before the cues in them: 预算 in 预算收入")
FEE_COVER = Weight(1.2, "training fees goes before training")
PAIR_COVER = Weight(1.2, "an item with the name of what it lies in goes before either")
LEVEL_COVER = Weight(1.05, "质量指标 goes before 指标")
VAGUE_LEVEL_COVER = Weight(0.95, "a level without 指标 gives way to other words")
