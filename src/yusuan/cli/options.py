"""What several commands share: the options --indexes, --json and --model, and the settings they make."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from yusuan.settings import Settings, from_environment

F = TypeVar("F", bound=Callable[..., Any])


def words(value: str) -> str:
    """The type of what somebody types: characters; bytes of another encoding than the terminal's are wrong usage."""
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise click.BadParameter(
            "参数的编码与终端不符，请用 UTF-8。 The argument is not in the terminal's encoding; use UTF-8."
        ) from error
    return value


def indexes_option(command: F) -> F:
    """--indexes DIR, as the parameter ``indexes``."""
    return click.option(
        "--indexes",
        type=click.Path(path_type=Path),
        default=None,
        metavar="DIR",
        help="索引文件夹 The index folder (default: indexes/, or YUSUAN_INDEXES).",
    )(command)


def json_option(command: F) -> F:
    """--json, as the parameter ``as_json``."""
    return click.option("--json", "as_json", is_flag=True, help="输出 JSON. Print one JSON document.")(
        command
    )


def model_option(command: F) -> F:
    """--model NAME_OR_PATH of a command that reads an index, as the parameter ``model``."""
    return click.option(
        "--model",
        default=None,
        metavar="NAME_OR_PATH",
        help="向量模型，须是建立索引时的 The model, which must be the index's (default: the index's, or YUSUAN_MODEL).",
    )(command)


def bom_option(help: str) -> Callable[[F], F]:
    """--bom, as the parameter ``bom``."""
    return click.option("--bom", is_flag=True, help=help)


def check_bom(bom: bool, output_format: str) -> None:
    """That --bom is given with CSV only. Raises click.UsageError."""
    if bom and output_format != "csv":
        raise click.UsageError("--bom 只用于 --format csv。 --bom goes with --format csv.")


def settings_for(indexes: Path | None, **changes: Any) -> Settings:
    """The environment's settings with what the command line says."""
    return from_environment().with_changes(indexes=indexes, **changes)
