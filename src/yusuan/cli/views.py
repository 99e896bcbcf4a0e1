"""What commands print for a person to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from yusuan.cli.output import lang, put_table, say
from yusuan.model.record import Hit

if TYPE_CHECKING:
    from yusuan.coverage import Coverage


def show_hits(hits: Sequence[Hit], total: int) -> None:
    """Hits with where they come from, the words found in bold, and why they are there."""
    if not hits:
        say("没有找到。", "Nothing found.")
        return
    for hit in hits:
        record = hit.record
        place = " · ".join(str(part) for part in (record.code, record.department, record.year) if part)
        click.echo(f"{click.style(record.label, bold=True)}  [{record.kind}] {place}")
        click.echo(f"    {_marked(hit)}")
        reasons = "；".join((*hit.why, *hit.shared))
        if reasons:
            click.secho(f"    {reasons}", dim=True)
    say(f"共 {total} 条，显示 {len(hits)} 条。", f"{len(hits)} of {total} shown.")


def _marked(hit: Hit) -> str:
    pieces, at = [], 0
    for start, end in hit.marks:
        pieces += [hit.snippet[at:start], click.style(hit.snippet[start:end], fg="yellow", bold=True)]
        at = end
    return " ".join("".join([*pieces, hit.snippet[at:]]).split())


def show_answer(answer: dict[str, Any]) -> None:
    """An answer's sentence, its rows, the words it rests on and its query."""
    click.secho(str(answer["answer"]), bold=True)
    for row in answer["rows"]:
        said = {**row, "text": row.get("text") or row.get("value")}
        shown = " · ".join(
            str(said[key])
            for key in ("code", "label", "category", "text", "unit", "division", "year")
            if said.get(key) not in (None, "")
        )
        click.echo(f"  - {shown}")
    for excerpt in answer["evidence"][:5]:
        click.secho(
            f"    “{' '.join(excerpt['text'].split())[:100]}” ({excerpt['document'][:12]} {excerpt['start']}–{excerpt['end']})",
            dim=True,
        )
    if answer["unknown"]:
        say(
            f"没有用上的词：{'、'.join(answer['unknown'])}", f"Words not used: {', '.join(answer['unknown'])}"
        )
    for suggestion in answer["suggestions"][:5]:
        click.echo(f"    ? {suggestion}")
    if answer["sparql"]:
        click.secho("\n" + str(answer["sparql"]).strip(), dim=True)


def show_coverage(found: Sequence[Coverage], documents: dict[str, dict[str, Any]]) -> None:
    """A line a document, then every number that is not accounted for."""
    zh = lang() == "zh"
    header = (
        ("文档", "数字", "已归属", "搁置", "未归属", "比例")
        if zh
        else ("document", "numbers", "accounted", "set aside", "unaccounted", "share")
    )
    put_table(
        header,
        [
            (
                str(documents[c.document]["name"]),
                str(c.numbers),
                str(len(c.accounted)),
                str(len(c.set_aside)),
                str(len(c.unaccounted)),
                f"{c.share:.2%}",
            )
            for c in found
        ],
    )
    for each in found:
        for number in each.unaccounted:
            place = f"第 {number.line} 行" if zh else f"line {number.line}"
            click.echo(f"  {documents[each.document]['name']} {place}: {number.text}")


def show_status(status: dict[str, Any]) -> None:
    """The generation and its documents."""
    say(
        f"{status['indexes']} 第 {status['generation']} 代：{len(status['documents'])} 份文档，{status['triples']} 条三元组，"
        f"{status['records']} 条可检索记录；全文引擎 {status['text_engine']}。",
        f"{status['indexes']}, generation {status['generation']}: {len(status['documents'])} documents, {status['triples']} triples, "
        f"{status['records']} searchable records; text engine {status['text_engine']}.",
    )
    header = (
        ("文档", "部门", "年度", "阶段", "SHA-256")
        if lang() == "zh"
        else ("document", "department", "year", "stage", "SHA-256")
    )
    put_table(
        header,
        [
            (d["name"], d["department"], str(d["year"] or "—"), d["stage"], d["id"][:16])
            for d in status["documents"]
        ],
    )
