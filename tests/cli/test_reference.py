"""The page of commands says what the commands say."""

from __future__ import annotations

from pathlib import Path

from yusuan.cli.reference import reference


def test_the_page_of_commands_is_in_step() -> None:
    page = Path(__file__).parents[2] / "docs" / "cli.md"
    assert page.read_text("utf-8") == reference(), "run: python -m yusuan.cli.reference > docs/cli.md"
