"""Settings come from the environment and are refused where they make no sense; errors survive a process boundary."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from yusuan.errors import QuerySyntax, SourceRefused, UsageError, YusuanError
from yusuan.settings import Settings, from_environment


def test_defaults_and_variables() -> None:
    assert from_environment({}) == Settings()
    changed = from_environment(
        {"YUSUAN_INDEXES": "/data/ix", "YUSUAN_TEXT_ENGINE": "whoosh", "YUSUAN_QUERY_SECONDS": "3"}
    )
    assert (changed.indexes, changed.text_engine, changed.limits.seconds) == (Path("/data/ix"), "whoosh", 3.0)


def test_a_prompt_may_be_nothing_which_is_not_the_same_as_unsaid() -> None:
    changed = from_environment({"YUSUAN_QUERY_PROMPT": "", "YUSUAN_DOCUMENT_PROMPT": "文："})
    assert (changed.query_prompt, changed.document_prompt) == ("", "文：")
    assert from_environment({}).query_prompt is None


def test_limits_of_reading_come_from_variables_sizes_in_mb() -> None:
    changed = from_environment(
        {
            "YUSUAN_READ_SECONDS": "7.5",
            "YUSUAN_READ_MEMORY_MB": "300",
            "YUSUAN_FILE_MB": "0.5",
            "YUSUAN_ARCHIVE_DEPTH": "1",
        }
    ).reading
    assert (changed.seconds, changed.memory, changed.file_bytes) == (7.5, 300 * 1024**2, 512 * 1024)
    assert (changed.depth, changed.members) == (1, Settings().reading.members)


@pytest.mark.parametrize(
    "variable",
    [
        "YUSUAN_TEXT_ENGINE",
        "YUSUAN_CUTTER",
        "YUSUAN_ENCODER",
        "YUSUAN_JOBS",
        "YUSUAN_QUERY_SECONDS",
        "YUSUAN_READ_SECONDS",
        "YUSUAN_READ_MEMORY_MB",
        "YUSUAN_ARCHIVE_MEMBERS",
    ],
)
def test_a_value_that_makes_no_sense_is_named(variable: str) -> None:
    with pytest.raises(UsageError, match=variable):
        from_environment({variable: "elastic"})


def test_only_what_is_given_changes() -> None:
    assert Settings().with_changes(model=None, jobs=3) == Settings(jobs=3)


@pytest.mark.parametrize("error", [SourceRefused("甲。", "A."), QuerySyntax("甲。", "A.", 3, 7)])
def test_errors_survive_the_way_back_from_a_worker(error: YusuanError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.zh, again.en, again.__dict__) == (type(error), "甲。", "A.", error.__dict__)
    assert str(again) == "甲。 / A."
