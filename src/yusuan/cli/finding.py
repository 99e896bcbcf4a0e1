"""Commands that find and answer: search, similar projects, questions, SPARQL."""

from __future__ import annotations

from pathlib import Path

import click

from yusuan.cli import output
from yusuan.cli.options import (
    bom_option,
    check_bom,
    indexes_option,
    json_option,
    model_option,
    settings_for,
    words,
)
from yusuan.model.record import KINDS


@click.command()
@click.argument("query", type=words)
@click.option(
    "--mode",
    type=click.Choice(["hybrid", "keyword", "semantic"]),
    default="hybrid",
    show_default=True,
    help="检索方式 How to search.",
)
@click.option("--kind", type=click.Choice(KINDS), default=None, help="只要一类 Only one kind.")
@click.option(
    "--division", type=words, default=None, metavar="D", help="行政区划（名称或代码） A division, by name or code."
)
@click.option("--year", type=int, default=None, metavar="Y", help="财政年度 The fiscal year.")
@click.option(
    "--limit",
    type=click.IntRange(1, 1000),
    default=20,
    show_default=True,
    metavar="N",
    help="最多几条 At most this many.",
)
@click.option(
    "--no-expand",
    is_flag=True,
    help="不按主题扩展、不更正错字 Neither topics nor corrected spelling.",
)
@model_option
@indexes_option
@json_option
def search(
    query: str,
    mode: str,
    kind: str | None,
    division: str | None,
    year: int | None,
    limit: int,
    no_expand: bool,
    model: str | None,
    indexes: Path | None,
    as_json: bool,
) -> None:
    """按词、按意思检索 Search by word and by meaning."""
    from yusuan.app import Services, search_json
    from yusuan.cli.views import show_expansion, show_hits
    from yusuan.model.record import Filters

    filters = Filters(kind=kind, division=division, year=year)
    result = Services.open(settings_for(indexes, model=model)).search(
        query, mode, filters, limit, not no_expand
    )
    if as_json:
        output.put_json(search_json(result))
    else:
        show_expansion(result.expansion)
        show_hits(result.hits, result.total)


@click.command()
@click.argument("project", type=words)
@click.option("--other-divisions", is_flag=True, help="只看其他县 Only other counties.")
@click.option(
    "--other-years", is_flag=True, help="也列出本项目的其他年度 Also the same project's copies of other years."
)
@click.option(
    "--limit",
    type=click.IntRange(1, 1000),
    default=10,
    show_default=True,
    metavar="N",
    help="最多几条 At most this many.",
)
@model_option
@indexes_option
@json_option
def similar(
    project: str,
    other_divisions: bool,
    other_years: bool,
    limit: int,
    model: str | None,
    indexes: Path | None,
    as_json: bool,
) -> None:
    """相似项目 Projects like PROJECT.

    PROJECT 是项目编码、IRI 或完整名称；结果说明相似之处。 A code, an IRI or an exact name; each hit says what is shared.
    """
    from yusuan.app import Services, similar_json
    from yusuan.cli.comparing import show_similar

    services = Services.open(settings_for(indexes, model=model))
    found, likenesses = services.similar(project, other_divisions, limit, other_years=other_years)
    if as_json:
        output.put_json(similar_json(found, likenesses))
    else:
        show_similar(likenesses)


@click.command()
@click.argument("project", type=words)
@click.argument("other", type=words, metavar="PROJECT")
@indexes_option
@json_option
def compare(project: str, other: str, indexes: Path | None, as_json: bool) -> None:
    """对比两个项目 Two projects side by side.

    PROJECT 是项目编码、IRI 或完整名称。金额、支出计划、单位成本、用途目标、逐项指标。 A code, an IRI or an exact name: amounts,
    payment plans, cost per unit, purpose and goals, indicator by indicator.
    """
    from yusuan.app import Services
    from yusuan.cli.comparing import show_comparison
    from yusuan.comparison.as_json import comparison_json

    found = Services.open(settings_for(indexes)).compare(project, other)
    if as_json:
        output.put_json(comparison_json(found))
    else:
        show_comparison(found)


@click.command()
@click.argument("question", type=words)
@model_option
@indexes_option
@json_option
def ask(question: str, model: str | None, indexes: Path | None, as_json: bool) -> None:
    """用中文或英文提问 Answer a question."""
    from yusuan.app import Services
    from yusuan.cli.views import show_answer

    services = Services.open(settings_for(indexes, model=model))
    try:
        answer = services.translated(services.ask(question))
    finally:
        services.generation.close()
    if as_json:
        output.put_json(answer.to_json())
    else:
        show_answer(answer.to_json())


@click.command()
@click.argument("query", type=words, required=False)
@click.option(
    "-f",
    "--file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=None,
    help="从文件读取查询 Read the query from a file.",
)
@click.option(
    "--format",
    "answer_format",
    type=click.Choice(["table", "json", "csv", "tsv", "xml", "turtle"]),
    default="table",
    show_default=True,
    help="结果格式 The answer's format.",
)
@bom_option("供电子表格打开的 CSV：带 BOM，公式变成文字 CSV for a spreadsheet: with a BOM, formulas made text.")
@indexes_option
def sparql(query: str | None, file: Path | None, answer_format: str, bom: bool, indexes: Path | None) -> None:
    """SPARQL 1.1 查询（只读） A read-only query.

    在全部图上查询；常用前缀无需声明。 Over all graphs; the usual prefixes need no declaration.
    """
    from yusuan.app import Services
    from yusuan.graph.spreadsheets import for_spreadsheets

    if (query is None) == (file is None):
        raise click.UsageError("给出查询或 -f 文件，二者选一。 Give a query or -f FILE, one of the two.")
    check_bom(bom, answer_format)
    text = query if query is not None else _read_query(file)
    services = Services.open(settings_for(indexes))
    try:
        answer = services.sparql(text, answer_format)
        output.put_answer(for_spreadsheets(answer.body) if bom else answer.body, for_reading=answer_format == "table")
    finally:
        services.generation.close()


def _read_query(file: Path | None) -> str:
    assert file is not None
    try:
        return file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(
            f"{file}：无法作为 UTF-8 文本读取。 {file}: cannot be read as UTF-8 text ({error})."
        ) from error
