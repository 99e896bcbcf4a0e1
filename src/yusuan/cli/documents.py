"""Commands about documents: take them in and out, show their text and their numbers, export everything."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from yusuan.cli import output
from yusuan.cli.options import bom_option, check_bom, indexes_option, json_option, settings_for, words


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--model",
    default=None,
    metavar="NAME_OR_PATH",
    help="向量模型 A sentence-transformers model (default: YUSUAN_MODEL, the index's own, or the one that ships).",
)
@click.option(
    "--jobs", type=click.IntRange(min=0), default=None, help="进程数 Processes (default: all cores)."
)
@click.option(
    "--fresh", is_flag=True, help="重新建立，不保留原索引 Build anew; keep nothing of the index before."
)
@indexes_option
@json_option
def ingest(
    paths: tuple[Path, ...],
    model: str | None,
    jobs: int | None,
    fresh: bool,
    indexes: Path | None,
    as_json: bool,
) -> None:
    """导入文件、压缩包（.zip）或文件夹 Read files, archives (.zip) and folders.

    新的收录，变了的更新，没变的跳过。 New ones are added, changed ones replaced, unchanged ones skipped.
    """
    from yusuan.app import Services

    services = Services.open(settings_for(indexes, model=model, jobs=jobs))
    with output.progress_bars() as progress:
        outcome = services.ingest(paths, progress, fresh=fresh)
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


@click.command()
@click.argument("documents", type=words, nargs=-1, required=True, metavar="DOCUMENT...")
@indexes_option
@json_option
def remove(documents: tuple[str, ...], indexes: Path | None, as_json: bool) -> None:
    """移除文档 Take documents out.

    用 SHA-256（或唯一前缀）或文件名指明。 By SHA-256 (or unique prefix) or file name.
    """
    from yusuan.app import Services

    with output.progress_bars() as progress:
        gone = Services.open(settings_for(indexes)).remove(documents, progress)
    if as_json:
        output.put_json({"removed": gone})
    else:
        output.say(f"已移除 {len(gone)} 份文档。", f"{len(gone)} documents removed.")


@click.command()
@click.argument("document", type=words)
@indexes_option
def text(document: str, indexes: Path | None) -> None:
    """文档的规范文本 The canonical text of a document.

    所有位置都按它计数。 Every offset counts on it, in code points.
    """
    from yusuan.app import Services

    output.put_bytes(Services.open(settings_for(indexes)).text(document).encode("utf-8"))


@click.command()
@click.argument("document", type=words, required=False)
@indexes_option
@json_option
def coverage(document: str | None, indexes: Path | None, as_json: bool) -> None:
    """数字归属 Which numbers have a home.

    文档里的每个数字：已归属、搁置（有理由）或未归属。 Each number of a document is accounted for, set aside with a reason, or not.
    """
    from yusuan.app import Services
    from yusuan.cli.views import show_coverage

    services = Services.open(settings_for(indexes))
    found = services.coverage(document)
    if as_json:
        output.put_json([each.to_json() for each in found])
    else:
        show_coverage(found, services.generation.manifest["documents"])


@click.command()
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
@bom_option("CSV 带 BOM，供 Excel 打开 Begin CSV with a BOM, for Excel.")
@indexes_option
def export(export_format: str, out: Path | None, bom: bool, indexes: Path | None) -> None:
    """导出全部数据 Export everything.

    同样的文档导出同样的字节；CSV 中形似公式的单元格前加撇号。 The same documents give the same bytes; in CSV, a cell that looks like
    a formula has an apostrophe before it.
    """
    from yusuan.app import Services
    from yusuan.graph.spreadsheets import BYTE_ORDER_MARK

    check_bom(bom, export_format)
    body = Services.open(settings_for(indexes)).export(export_format)
    output.put_file((BYTE_ORDER_MARK if bom else b"") + body, out)
