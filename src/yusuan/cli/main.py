"""The commands, their options and exit statuses: 0 done, 1 something refused, 2 wrong usage, 3 no sound index."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from yusuan import __version__
from yusuan.cli import output
from yusuan.errors import YusuanError
from yusuan.settings import Settings, from_environment

KINDS = ("project", "indicator", "activity", "responsibility", "department", "budget-line", "passage")
F = TypeVar("F", bound=Callable[..., Any])


class _Commands(click.Group):
    """Commands that turn a YusuanError into its sentence and exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except YusuanError as error:
            output.complain(error)
            ctx.exit(error.exit_status)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


def _indexes(command: F) -> F:
    return click.option(
        "--indexes",
        type=click.Path(path_type=Path),
        default=None,
        metavar="DIR",
        help="索引文件夹 The index folder (default: indexes/, or YUSUAN_INDEXES).",
    )(command)


def _json(command: F) -> F:
    return click.option("--json", "as_json", is_flag=True, help="输出 JSON. Print one JSON document.")(
        command
    )


def _settings(indexes: Path | None, **changes: Any) -> Settings:
    return from_environment().with_changes(indexes=indexes, **changes)


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}
)
@click.version_option(__version__, prog_name="yusuan")
def main() -> None:
    """预算图谱：把部门预算公开变成可检索、可提问的知识图谱。

    Yusuan: county budget disclosures as a knowledge graph to search, ask and query.
    """


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--model",
    default=None,
    metavar="NAME_OR_PATH",
    help="向量模型 A sentence-transformers model (default: the one that ships).",
)
@click.option(
    "--jobs", type=click.IntRange(min=0), default=None, help="进程数 Processes (default: all cores)."
)
@_indexes
@_json
def ingest(
    paths: tuple[Path, ...], model: str | None, jobs: int | None, indexes: Path | None, as_json: bool
) -> None:
    """导入文件或文件夹 Read files and folders: add, replace, skip what is unchanged."""
    from yusuan.app import Services

    services = Services.open(_settings(indexes, model=model, jobs=jobs))
    with output.progress_bars() as progress:
        outcome = services.ingest(paths, progress)
    for refusal in outcome.refused:
        output.complain(refusal.error)
    if as_json:
        output.put_json(
            {
                "added": list(outcome.added),
                "replaced": list(outcome.replaced),
                "unchanged": list(outcome.unchanged),
                "refused": [{"path": r.path, "zh": r.error.zh, "en": r.error.en} for r in outcome.refused],
                "generation": outcome.generation,
            }
        )
    else:
        counts = (len(outcome.added), len(outcome.replaced), len(outcome.unchanged), len(outcome.refused))
        output.say(
            "新增 {} 份，更新 {} 份，未变 {} 份，未收录 {} 份。".format(*counts),
            "{} added, {} replaced, {} unchanged, {} refused.".format(*counts),
        )
    if outcome.refused:
        sys.exit(1)


@main.command()
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@_indexes
@_json
def remove(documents: tuple[str, ...], indexes: Path | None, as_json: bool) -> None:
    """移除文档 Take documents out, by SHA-256 (or unique prefix) or file name."""
    from yusuan.app import Services

    with output.progress_bars() as progress:
        gone = Services.open(_settings(indexes)).remove(documents, progress)
    if as_json:
        output.put_json({"removed": gone})
    else:
        output.say(f"已移除 {len(gone)} 份文档。", f"{len(gone)} documents removed.")


@main.command()
@click.argument("query")
@click.option(
    "--mode",
    type=click.Choice(["hybrid", "keyword", "semantic"]),
    default="hybrid",
    show_default=True,
    help="检索方式 How to search.",
)
@click.option("--kind", type=click.Choice(KINDS), default=None, help="只要一类 Only one kind.")
@click.option(
    "--division", default=None, metavar="D", help="行政区划（名称或代码） A division, by name or code."
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
    "--model", default=None, metavar="NAME_OR_PATH", help="向量模型 The model the index was built with."
)
@_indexes
@_json
def search(
    query: str,
    mode: str,
    kind: str | None,
    division: str | None,
    year: int | None,
    limit: int,
    model: str | None,
    indexes: Path | None,
    as_json: bool,
) -> None:
    """按词、按意思检索 Search by word and by meaning."""
    from yusuan.app import Services, search_json
    from yusuan.cli.views import show_hits
    from yusuan.model.record import Filters

    filters = Filters(kind=kind, division=division, year=year)
    result = Services.open(_settings(indexes, model=model)).search(query, mode, filters, limit)
    if as_json:
        output.put_json(search_json(result))
    else:
        show_hits(result.hits, result.total)


@main.command()
@click.argument("project")
@click.option("--other-divisions", is_flag=True, help="只看其他县 Only other counties.")
@click.option(
    "--limit",
    type=click.IntRange(1, 1000),
    default=10,
    show_default=True,
    metavar="N",
    help="最多几条 At most this many.",
)
@_indexes
@_json
def similar(project: str, other_divisions: bool, limit: int, indexes: Path | None, as_json: bool) -> None:
    """相似项目 Projects like PROJECT (code, IRI or exact name), with the reasons."""
    from yusuan.app import Services, similar_json
    from yusuan.cli.views import show_hits

    found, hits = Services.open(_settings(indexes)).similar(project, other_divisions, limit)
    if as_json:
        output.put_json(similar_json(found, hits))
    else:
        show_hits(hits, len(hits))


@main.command()
@click.argument("question")
@_indexes
@_json
def ask(question: str, indexes: Path | None, as_json: bool) -> None:
    """用中文或英文提问 Answer a question in Chinese, English or both."""
    from yusuan.app import Services
    from yusuan.cli.views import show_answer

    answer = Services.open(_settings(indexes)).ask(question)
    if as_json:
        output.put_json(answer.to_json())
    else:
        show_answer(answer.to_json())


@main.command()
@click.argument("query", required=False)
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
@_indexes
def sparql(query: str | None, file: Path | None, answer_format: str, indexes: Path | None) -> None:
    """SPARQL 1.1 查询（只读） A SPARQL 1.1 query over all graphs, read-only."""
    from yusuan.app import Services

    if (query is None) == (file is None):
        raise click.UsageError("给出查询或 -f 文件，二者选一。 Give a query or -f FILE, one of the two.")
    text = query if query is not None else _read_query(file)
    services = Services.open(_settings(indexes))
    try:
        answer = services.sparql(text, answer_format)
        output.put_bytes(answer.body if answer.body.endswith(b"\n") else answer.body + b"\n")
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


@main.command()
@click.argument("document", required=False)
@_indexes
@_json
def coverage(document: str | None, indexes: Path | None, as_json: bool) -> None:
    """数字归属 Which numbers of a document the graph accounts for."""
    from yusuan.app import Services
    from yusuan.cli.views import show_coverage

    services = Services.open(_settings(indexes))
    found = services.coverage(document)
    if as_json:
        output.put_json([each.to_json() for each in found])
    else:
        show_coverage(found, services.generation.manifest["documents"])


@main.command()
@click.option(
    "--format",
    "export_format",
    type=click.Choice(["json", "turtle", "nquads", "jsonld", "csv"]),
    required=True,
    help="格式 The format.",
)
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    metavar="OUT",
    help="写入文件 Write to a file.",
)
@_indexes
def export(export_format: str, out: Path | None, indexes: Path | None) -> None:
    """导出全部数据 Everything, the same bytes for the same documents."""
    from yusuan.app import Services

    body = Services.open(_settings(indexes)).export(export_format)
    if out is None:
        output.put_bytes(body)
        return
    try:
        out.write_bytes(body)
    except OSError as error:
        raise click.UsageError(f"{out}：无法写入（{error.strerror}）。 {out}: cannot be written.") from error


@main.command()
@click.argument("document")
@_indexes
def text(document: str, indexes: Path | None) -> None:
    """文档的规范文本 The canonical text of a document, on which every offset counts."""
    from yusuan.app import Services

    output.put_bytes(Services.open(_settings(indexes)).text(document).encode("utf-8"))


@main.command()
@_indexes
@_json
def validate(indexes: Path | None, as_json: bool) -> None:
    """SHACL 校验 Check the graph against the shapes, a document at a time."""
    from yusuan.app import Services

    with output.progress_bars() as progress:
        violations = Services.open(_settings(indexes)).validate(progress)
    if as_json:
        output.put_json([violation.to_json() for violation in violations])
    elif violations:
        for violation in violations:
            click.echo(violation.said(output.lang()))
    else:
        output.say("全部符合约束。", "Everything conforms to the shapes.")
    if violations:
        sys.exit(1)


@main.command()
@_indexes
@_json
def status(indexes: Path | None, as_json: bool) -> None:
    """索引概况 What is indexed."""
    from yusuan.app import Services
    from yusuan.cli.views import show_status

    found = Services.open(_settings(indexes)).status()
    if as_json:
        output.put_json(found)
    else:
        show_status(found)


@main.command()
@click.option(
    "--repair", "mend", is_flag=True, help="从图谱重建全文与向量 Build text and vectors again from the graph."
)
@_indexes
@_json
def check(mend: bool, indexes: Path | None, as_json: bool) -> None:
    """检查索引 Whether graph, text, vectors and documents agree."""
    from yusuan.app import Services

    services = Services.open(_settings(indexes))
    if mend:
        with output.progress_bars() as progress:
            services.repair(progress)
    damages = services.check()
    if as_json:
        output.put_json([{"part": d.part, "zh": d.zh, "en": d.en} for d in damages])
    elif not damages:
        output.say("索引完好。", "The index is sound.")
    for damage in damages:
        click.echo(f"{damage.part}: {damage.en if output.lang() == 'en' else damage.zh}", err=True)
    if damages:
        output.say(
            "请运行 yusuan check --repair；仍不行则重新 yusuan ingest。",
            "Run `yusuan check --repair`, or ingest again if that fails.",
        )
        sys.exit(3)


@main.command()
@click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="H", help="监听地址 The address to listen on."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    metavar="P",
    help="端口 The port.",
)
@click.option(
    "--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="工作进程 Worker processes."
)
@_indexes
def serve(host: str, port: int, workers: int, indexes: Path | None) -> None:
    """网页、HTTP 接口与 SPARQL 端点 The web page, the HTTP API and the SPARQL endpoint."""
    from yusuan.app import Services
    from yusuan.web.server import serve as serve_web

    services = Services.open(_settings(indexes))
    services.library.current_name()
    shown = "localhost" if host in ("127.0.0.1", "0.0.0.0", "::") else host
    click.echo(f"预算图谱 Yusuan: http://{shown}:{port}/  （Ctrl+C 停止 stops it）", err=True)
    serve_web(services, host, port, workers)
