"""Commands for whoever extends Yusuan: what is seen in one file, and what was not understood in all of them."""

from __future__ import annotations

from pathlib import Path

import click

from yusuan.cli import output
from yusuan.cli.options import indexes_option, json_option, settings_for


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@indexes_option
@json_option
def inspect(file: Path, indexes: Path | None, as_json: bool) -> None:
    """看清一个文件 What is seen in FILE.

    格式、编码、正文提纲、每张表及各版式的得分、读出了什么；不收录。
    Its format, encoding and outline, each table with the score of each layout, and what was read; nothing is kept.
    """
    from yusuan.app import Services
    from yusuan.cli.views import show_inspection

    seen = Services.open(settings_for(indexes)).inspect(file)
    if as_json:
        output.put_json(seen)
    else:
        show_inspection(seen)


@click.command()
@indexes_option
@json_option
def issues(indexes: Path | None, as_json: bool) -> None:
    """没有读懂之处 What was not understood.

    按出现次数排列；不认识的表按表头归类，下一个该写的版式一目了然。
    By frequency; unknown tables by their header, so that the next layout to write is obvious.
    """
    from yusuan.app import Services
    from yusuan.cli.views import show_issues

    found = Services.open(settings_for(indexes)).issues()
    if as_json:
        output.put_json([each.to_json() for each in found])
    else:
        show_issues(found)
