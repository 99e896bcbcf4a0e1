"""What commands print for a person to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from yusuan.cli.output import lang, put_table, say
from yusuan.model.record import Expansion, Hit
from yusuan.search.reasons import in_words, topic_label

if TYPE_CHECKING:
    from yusuan.coverage import Coverage
    from yusuan.issues import IssueGroup


def show_hits(hits: Sequence[Hit], total: int) -> None:
    """Hits with where they come from, the words found in bold, and why they are there."""
    if not hits:
        say("没有找到。", "Nothing found.")
        return
    for hit in hits:
        show_hit(hit)
    say(f"共 {total} 条，显示 {len(hits)} 条。", f"{len(hits)} of {total} shown.")


def show_expansion(expansion: Expansion) -> None:
    """What the query was taken to say beyond its words, a line each; nothing where it is nothing."""
    for word, read_as in expansion.spelling:
        say(
            f"没有“{word}”，按“{read_as}”检索（--no-expand 可关闭）。",
            f"No '{word}'; read as '{read_as}' (--no-expand).",
        )
    topics = [
        topic_label(path) for path in dict.fromkeys((*expansion.named, *(path for path, _ in expansion.near)))
    ]
    if topics:
        say(f"相关主题：{'、'.join(topics)}。", f"Topics: {', '.join(topics)}.")


def show_hit(hit: Hit) -> None:
    """One hit: its name and place, the passage, and why it is there."""
    record = hit.record
    place = " · ".join(str(part) for part in (record.code, record.department, record.year) if part)
    click.echo(f"{click.style(record.label, bold=True)}  [{record.kind}] {place}")
    click.echo(f"    {_marked(hit)}")
    reasons = "；".join(map(in_words, (*hit.why, *hit.shared)))
    if reasons:
        click.secho(f"    {reasons}", dim=True)


def _marked(hit: Hit) -> str:
    pieces, at = [], 0
    for start, end in hit.marks:
        pieces += [hit.snippet[at:start], click.style(hit.snippet[start:end], fg="yellow", bold=True)]
        at = end
    return " ".join("".join([*pieces, hit.snippet[at:]]).split())


def show_answer(answer: dict[str, Any]) -> None:
    """An answer's sentence, how the question was read, its rows, the words it rests on and its query."""
    click.secho(str(answer["answer"]), bold=True)
    if answer["note"]:
        click.secho(f"    {answer['note'][lang()]}", fg="yellow")
    read = " · ".join([answer["subject"], *(part["text"] for part in answer["read_as"])])
    if answer["subject"]:
        click.secho(f"    [{read}]", dim=True)
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
    made = status["vectors"]
    exact = made["search"] == "exact"
    say(
        f"向量 {made['count']} 条，模型 {status['model']}（{made['dimension']} 维，{made['pooling']} 池化），"
        f"以 {made['storage']} 保存，{'逐条比较' if exact else '经倒排表查找'}。",
        f"{made['count']} vectors by {status['model']} ({made['dimension']} dimensions, {made['pooling']} pooling), kept as "
        f"{made['storage']}, {'compared one by one' if exact else 'found through inverted lists'}.",
    )
    if status["network_denied_by"] is None:
        warn_of_network()
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


def warn_of_network() -> None:
    """That this system has no wall between queries and the network but the check of their text."""
    say(
        "注意：本系统不能为 SPARQL 子进程断开网络，只靠检查查询文字；请勿把端点开放给陌生人（见 docs/adr/0022）。",
        "Mind: this system cannot take the network from the process that runs SPARQL; only the text of queries is checked. "
        "Do not open the endpoint to strangers (docs/adr/0022).",
    )


def show_issues(found: Sequence[IssueGroup]) -> None:
    """A line a kind of issue, the most frequent first, with one place where it was met."""
    if not found:
        say("没有未读懂之处。", "Everything was understood.")
        return
    for group in found:
        counted = (
            f"{group.count} 处，{group.documents} 份文档"
            if lang() == "zh"
            else (f"{group.count} in {group.documents} documents")
        )
        click.echo(f"{click.style(group.code, bold=True)}  {counted}")
        click.echo(f"    {group.header or (group.zh if lang() == 'zh' else group.en)}")
        example = group.example
        words = " ".join(example.text.split())[:80]
        click.secho(
            f"    {example.name} {_where(example.line, example.page, example.sheet)}: “{words}”", dim=True
        )


def _where(line: int, page: int | None, sheet: str | None) -> str:
    zh = lang() == "zh"
    said = [f"第 {line} 行" if zh else f"line {line}"]
    if page is not None:
        said.append(f"第 {page} 页" if zh else f"page {page}")
    if sheet is not None:
        said.append(f"工作表“{sheet}”" if zh else f"sheet '{sheet}'")
    return " ".join(said)


def show_inspection(seen: dict[str, Any]) -> None:
    """How one file was read: its source, its blocks, its tables with the layouts' scores, and what was read."""
    zh, source = lang() == "zh", seen["source"]
    click.secho(source["name"], bold=True)
    facts = [source["format"], source["encoding"], f"{source['characters']} {'字' if zh else 'characters'}"]
    facts += [f"{source['pages']} {'页' if zh else 'pages'}"] if source["pages"] else []
    facts += [f"{len(source['sheets'])} {'个工作表' if zh else 'sheets'}"] if source["sheets"] else []
    facts += (
        [f"{'机器识别' if zh else 'read by machine'} ≥ {source['confidence']}"]
        if source["confidence"]
        else []
    )
    click.echo("  " + " · ".join(fact for fact in facts if fact))
    for block in seen["blocks"]:
        _show_block(block)
    said = seen["disclosure"]
    if said is None:
        click.secho(seen["refused"]["zh" if zh else "en"], fg="red")
    else:
        division = "".join(said["division"] or ())
        click.secho(
            f"{said['title']} · {division} {said['department']} · {said['year']} · {said['stage']}", bold=True
        )
        click.echo("  " + " · ".join(f"{name} {count}" for name, count in said["counts"].items() if count))
    for issue in seen["issues"]:
        place = _where(issue["line"], issue["page"], issue["sheet"])
        click.echo(f"  {issue['code']} {place}: {issue['zh' if zh else 'en']}")


def _show_block(block: dict[str, Any]) -> None:
    place = _where(block["line"], block["page"], block["sheet"])
    if block["kind"] != "table":
        mark = "#" * (block["level"] + 1) if block["kind"] == "heading" else "¶"
        click.echo(f"{mark} {block['text'][:80]}  {click.style(place, dim=True)}")
        return
    click.echo(f"▦ {block['rows']} × {block['columns']}  {click.style(place, dim=True)}")
    for row in block["first"]:
        click.echo(f"    {' | '.join(cell[:20] for cell in row)}")
    layouts = ", ".join(f"{each['id']} {each['score']:g}" for each in block["layouts"][:5])
    click.secho(f"    {layouts or ('没有版式认得' if lang() == 'zh' else 'no layout knows it')}", dim=True)
