"""One score from what speaks for a record."""

from __future__ import annotations

import pytest

from yusuan.search.hybrid import WEIGHTS, Signals, Weights, meaning_of, score_of

EVEN = Weights(cosine=1.0, wordwise=1.0, topic=1.0, words=1.0, place=1.0)


def test_meaning_is_the_weighted_mean_of_what_is_known() -> None:
    assert meaning_of(Signals(cosine=0.9, wordwise=0.6, topic=0.3), EVEN) == pytest.approx(0.6)
    assert meaning_of(Signals(cosine=0.9, topic=0.3), EVEN) == pytest.approx(0.6)
    assert meaning_of(Signals(cosine=0.9), EVEN) == pytest.approx(0.9)


def test_the_score_is_1_for_a_record_that_has_everything_and_is_there() -> None:
    assert score_of(Signals(words=1.0, place=1.0), EVEN, 1.0) == pytest.approx(1.0)
    assert score_of(Signals(words=1.0), EVEN, 1.0) == pytest.approx(1.0)
    assert score_of(Signals(words=1.0, place=0.0), EVEN, 1.0) == pytest.approx(2 / 3)


def test_words_place_and_meaning_each_raise_the_score() -> None:
    plain = score_of(Signals(words=0.2, place=0.0), WEIGHTS, 0.5)
    assert score_of(Signals(words=0.6, place=0.0), WEIGHTS, 0.5) > plain
    assert score_of(Signals(words=0.2, place=1.0), WEIGHTS, 0.5) > plain
    assert score_of(Signals(words=0.2, place=0.0), WEIGHTS, 0.6) > plain


def test_a_cosine_below_zero_takes_nothing_from_words() -> None:
    assert score_of(Signals(words=0.5), WEIGHTS, -0.3) == score_of(Signals(words=0.5), WEIGHTS, 0.0)
