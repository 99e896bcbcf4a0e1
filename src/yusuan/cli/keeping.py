"""Commands that keep an index and serve it: status, check, validate, serve."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from yusuan.cli import output
from yusuan.cli.options import indexes_option, json_option, model_option, settings_for


@click.command()
@indexes_option
@json_option
def status(indexes: Path | None, as_json: bool) -> None:
    """索引概况 What is indexed."""
    from yusuan.app import Services
    from yusuan.cli.views import show_status

    found = Services.open(settings_for(indexes)).status()
    if as_json:
        output.put_json(found)
    else:
        show_status(found)


@click.command()
@click.option(
    "--repair", "mend", is_flag=True, help="从图谱重建全文与向量 Build text and vectors again from the graph."
)
@indexes_option
@json_option
def check(mend: bool, indexes: Path | None, as_json: bool) -> None:
    """检查索引 Whether all parts agree.

    图、全文、向量与原文是否一致。 Graph, text, vectors and documents.
    """
    from yusuan.app import Services

    services = Services.open(settings_for(indexes))
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
            "请运行 yusuan check --repair；仍不行则用 yusuan ingest --fresh 路径 重新建立。",
            "Run `yusuan check --repair`, or build it anew with `yusuan ingest --fresh PATH`.",
        )
        sys.exit(3)


@click.command()
@indexes_option
@json_option
def validate(indexes: Path | None, as_json: bool) -> None:
    """SHACL 校验 Check the graph against the shapes."""
    from yusuan.app import Services

    with output.progress_bars() as progress:
        violations = Services.open(settings_for(indexes)).validate(progress)
    if as_json:
        output.put_json([violation.to_json() for violation in violations])
    elif violations:
        for violation in violations:
            click.echo(violation.said(output.lang()))
    else:
        output.say("全部符合约束。", "Everything conforms to the shapes.")
    if violations:
        sys.exit(1)


@click.command()
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
@model_option
@indexes_option
def serve(host: str, port: int, workers: int, model: str | None, indexes: Path | None) -> None:
    """启动网页 Serve the pages, the API and SPARQL."""
    from yusuan.app import Services
    from yusuan.cli.views import warn_of_network
    from yusuan.network import deniable
    from yusuan.web.server import require_free
    from yusuan.web.server import serve as serve_web

    services = Services.open(settings_for(indexes, model=model))
    services.library.current_name()
    if model is not None:
        services.generation.search.require_own_model()
    require_free(host, port)
    if deniable() is None:
        warn_of_network()
    shown = "localhost" if host in ("127.0.0.1", "0.0.0.0", "::") else host
    click.echo(f"预算图谱 Yusuan: http://{shown}:{port}/  （Ctrl+C 停止 stops it）", err=True)
    serve_web(services, host, port, workers)
