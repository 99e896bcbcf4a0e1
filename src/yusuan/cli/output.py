"""How commands speak: results to standard output, everything else to standard error, Chinese before English."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from yusuan.errors import YusuanError
from yusuan.system_errors import unwritten
from yusuan.values.columns import columns


def lang() -> str:
    """The user's language from the locale: "en" where LC_ALL, LC_MESSAGES or LANG is English, else "zh"."""
    locale = next(
        (os.environ[k] for k in ("YUSUAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(k)), ""
    )
    return "en" if locale.lower().startswith("en") else "zh"


def say(zh: str, en: str) -> None:
    """A remark for the person at the terminal, on standard error."""
    click.echo(en if lang() == "en" else zh, err=True)


def complain(error: YusuanError) -> None:
    """An error's sentence, on standard error, in both languages: logs are read by others too."""
    click.secho(
        f"yusuan: {error.zh}\n        {error.en}", err=True, fg="red" if sys.stderr.isatty() else None
    )


def put_json(value: Any) -> None:
    """One JSON document on standard output; characters that its encoding lacks are written as \\u escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(value, indent=2)
    click.echo(text)


def put_bytes(body: bytes) -> None:
    """Bytes as they are on standard output."""
    sys.stdout.buffer.write(body)
    sys.stdout.buffer.flush()


def put_answer(body: bytes, *, for_reading: bool) -> None:
    """An answer on standard output, ending in a line break: as it is, or ``for_reading`` in the terminal's encoding."""
    ended = body if body.endswith(b"\n") else body + b"\n"
    if for_reading:
        click.echo(ended.decode("utf-8"), nl=False)
    else:
        put_bytes(ended)


def put_file(body: bytes, path: Path | None) -> None:
    """Bytes into a file (``None``: on standard output). Raises StorageRefused, and leaves no half of a file."""
    if path is None:
        put_bytes(body)
        return
    opened = False
    try:
        with path.open("wb") as file:
            opened = True
            file.write(body)
    except OSError as error:
        if opened and path.is_file():
            path.unlink()
        raise unwritten(path, error) from error


def put_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A plain table on standard output, aligned for wide characters."""
    widths = [max(columns(row[column]) for row in (header, *rows)) for column in range(len(header))]
    for row in (header, *rows):
        click.echo(
            "  ".join(cell + " " * (w - columns(cell)) for cell, w in zip(row, widths, strict=True)).rstrip()
        )


@contextmanager
def progress_bars() -> Iterator[Callable[[str, int, int], None] | None]:
    """A progress callback that draws bars on a terminal; ``None`` where nobody is looking."""
    if not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm

    bars: dict[str, Any] = {}
    names = {
        "unpack": ("解压", "unpacking"),
        "read": ("读取", "reading"),
        "text": ("全文索引", "text index"),
        "vectors": ("向量", "vectors"),
        "validate": ("校验", "validating"),
    }

    def show(stage: str, done: int, total: int) -> None:
        if stage not in bars:
            zh, en = names.get(stage, (stage, stage))
            bars[stage] = tqdm(total=total, desc=en if lang() == "en" else zh, file=sys.stderr, leave=False)
        bars[stage].total = total
        bars[stage].update(done - bars[stage].n)

    try:
        yield show
    finally:
        for bar in bars.values():
            bar.close()
