"""How long does an answer take on a large graph? Made-up counties, departments, projects and budget lines, warm.

    python -m benchmarks.questions [PROJECTS]

The graph holds what questions read (names, amounts, goals, indicators, payments, lines) with one excerpt a statement of
an amount; it is loaded straight into a store, so that 50,000 projects take a minute and not the hour of an ingest.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pyoxigraph as ox

from yusuan.graph.store import GraphStore
from yusuan.library.generation import Generation
from yusuan.questions.ask import answer
from yusuan.questions.language.names import names_of
from yusuan.settings import Settings

BGT, ID = "https://w3id.org/yusuan/ontology#", "https://w3id.org/yusuan/id/"
BGC, SKOS = "https://w3id.org/yusuan/concept/", "http://www.w3.org/2004/02/skos/core#"
DCTERMS, RDF = "http://purl.org/dc/terms/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
PER_DEPARTMENT = 10
PER_COUNTY = 10
WORK = (
    "内网运行维护",
    "值班系统服务",
    "河道清淤",
    "教师培训",
    "公路养护",
    "疫苗接种",
    "会议经费",
    "报刊征订",
    "人居环境整治",
    "社区矫正",
)
BUREAUS = (
    "教育局",
    "水利局",
    "民政局",
    "司法局",
    "卫生健康局",
    "交通运输局",
    "农业农村局",
    "财政局",
    "县委办公室",
    "应急管理局",
)
LINES = ("income", "expenditure", "expenditure/basic", "expenditure/basic/personnel", "expenditure/basic/public", "expenditure/project",
         "three-public", "three-public/vehicle", "three-public/reception", "meeting", "training", "operating")  # fmt: skip
HEADS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥云山水木金土石田"
QUESTIONS = (
    "一共有多少个项目？", "预算最高的项目是哪个？", "甲甲县水利局的三公经费是多少", "甲乙县有哪些项目", "预算超过490万元的项目有几个",
    "甲甲县的项目预算合计是多少", "哪个部门的三公经费最高", "甲甲县教育局有哪些项目涉及培训", "甲甲县教育局人员经费占基本支出的比例",
    "涉及内网的项目有几个", "which projects of 甲甲县 cost more than 4 million yuan", "甲乙县教育局的会议费比上年增加多少",
    "没有满意度指标的项目有几个", "6月底前支付一半以上的项目有几个", "甲甲县水利局和甲乙县水利局谁的三公经费多", "甲甲县公路养护的预算",
    "各部门平均项目预算", "甲丙县民政局2023年收入预算是多少", "甲甲县体育局的预算是多少", "今天天气怎么样？",
)  # fmt: skip


def triples(projects: int) -> Iterator[ox.Triple]:
    """The made-up graph."""
    draw = random.Random(7)
    a = ox.NamedNode(RDF + "type")
    number = 0
    for county in range(max(1, projects // (PER_DEPARTMENT * PER_COUNTY))):
        first, second = divmod(county, len(HEADS))
        place = ox.NamedNode(f"{ID}divisions/{county}")
        name = f"{HEADS[first % len(HEADS)]}{HEADS[second]}县"
        yield ox.Triple(place, a, ox.NamedNode(BGT + "Division"))
        yield ox.Triple(place, ox.NamedNode(SKOS + "prefLabel"), ox.Literal(name, language="zh"))
        for at, bureau in enumerate(BUREAUS):
            body, said = (
                ox.NamedNode(f"{ID}departments/{county}-{at}"),
                ox.NamedNode(f"{ID}documents/{county}-{at}"),
            )
            yield from _facts(body, "Department", prefLabel=name + bureau, division=place)
            yield from _facts(
                said,
                "Disclosure",
                title=f"{name}{bureau}2023年部门预算",
                publisher=body,
                year=2023,
                stage="budget",
            )
            for path in LINES:
                line = ox.NamedNode(f"{ID}budget-lines/{county}-{at}-{path.replace('/', '-')}")
                amount = draw.randrange(1, 5000) * 1000
                yield from _facts(line, "BudgetLine", department=body, category=path, amount=amount, change=amount // 10, year=2023,
                                  stage="budget", disclosure=said, headline=True)  # fmt: skip
                yield from _excerpt(line, "amount", said, str(amount), number)
            for _ in range(PER_DEPARTMENT):
                number += 1
                yield from _project(number, body, said, draw)


def _project(number: int, body: ox.NamedNode, said: ox.NamedNode, draw: random.Random) -> Iterator[ox.Triple]:
    project = ox.NamedNode(f"{ID}projects/{number}")
    work = draw.choice(WORK)
    amount = draw.randrange(1, 5000) * 1000
    yield from _facts(project, "Project", prefLabel=f"{work}{number % 97}期", identifier=f"900-{number // 10000:04d}-PRJ-{number % 10000:04d}",
                      department=body, year=2023, amount=amount, purpose=f"用于{work}及相关设备购置", disclosure=said)  # fmt: skip
    yield from _excerpt(project, "amount", said, str(amount), number)
    goal = ox.NamedNode(f"{ID}goals/{number}")
    yield ox.Triple(project, ox.NamedNode(BGT + "goal"), goal)
    yield from _facts(goal, "Goal", description=f"完成{work}年度任务")
    for at, level in enumerate(("output", "outcome", "satisfaction")[: draw.randrange(1, 4)]):
        judged = ox.NamedNode(f"{ID}indicators/{number}-{at}")
        yield ox.Triple(project, ox.NamedNode(BGT + "indicator"), judged)
        yield from _facts(
            judged,
            "Indicator",
            prefLabel=("完成率", "覆盖率", "群众满意度")[at],
            targetValue=draw.randrange(80, 100),
        )
        yield ox.Triple(judged, ox.NamedNode(BGT + "level1"), ox.NamedNode(f"{BGC}level/{level}"))
    for month, share in ((3, 20), (6, draw.choice((30, 60))), (12, 100)):
        step = ox.NamedNode(f"{ID}payments/{number}-{month}")
        yield ox.Triple(project, ox.NamedNode(BGT + "payment"), step)
        yield from _facts(step, "Payment", dueMonth=month, share=share)


_WHERE = {
    "prefLabel": SKOS,
    "title": DCTERMS,
    "publisher": DCTERMS,
    "identifier": DCTERMS,
    "description": DCTERMS,
}
_CONCEPTS = {"category": "", "stage": "stage/"}


def _facts(thing: ox.NamedNode, kind: str, **facts: ox.NamedNode | str | int | bool) -> Iterator[ox.Triple]:
    yield ox.Triple(thing, ox.NamedNode(RDF + "type"), ox.NamedNode(BGT + kind))
    for name, value in facts.items():
        predicate = ox.NamedNode(_WHERE.get(name, BGT) + ("fiscalYear" if name == "year" else name))
        yield ox.Triple(thing, predicate, _term(name, value))


def _term(name: str, value: ox.NamedNode | str | int | bool) -> ox.NamedNode | ox.Literal:
    if isinstance(value, ox.NamedNode):
        return value
    if name in _CONCEPTS:
        return ox.NamedNode(f"{BGC}{_CONCEPTS[name]}{value}")
    if name == "year":
        return ox.Literal(str(value), datatype=ox.NamedNode(XSD + "gYear"))
    if isinstance(value, bool):
        return ox.Literal(value)
    if isinstance(value, int):
        return ox.Literal(
            str(value), datatype=ox.NamedNode(XSD + ("integer" if name == "dueMonth" else "decimal"))
        )
    return ox.Literal(value) if name == "identifier" else ox.Literal(value, language="zh")


def _excerpt(
    thing: ox.NamedNode, fact: str, said: ox.NamedNode, words: str, number: int
) -> Iterator[ox.Triple]:
    statement = ox.NamedNode(f"{thing.value}/statements/{fact}")
    excerpt = ox.NamedNode(f"{ID}documents/{number:064x}#char={number},{number + len(words)}")
    selector = ox.NamedNode(f"{excerpt.value}/quote")
    yield ox.Triple(statement, ox.NamedNode(RDF + "subject"), thing)
    yield ox.Triple(statement, ox.NamedNode(RDF + "predicate"), ox.NamedNode(BGT + fact))
    yield ox.Triple(statement, ox.NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom"), excerpt)
    yield ox.Triple(excerpt, ox.NamedNode("http://www.w3.org/ns/oa#hasSource"), said)
    yield ox.Triple(excerpt, ox.NamedNode("http://www.w3.org/ns/oa#hasSelector"), selector)
    yield ox.Triple(selector, ox.NamedNode("http://www.w3.org/ns/oa#exact"), ox.Literal(words))


def main() -> None:
    """Measures and prints the table."""
    projects = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "graph")
        start = time.perf_counter()
        store = GraphStore.open(path)
        store.inner.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples(projects))
        store.inner.flush()
        store.replace_ontology()
        store.close()
        held = Generation("made up", Path(folder), Settings())
        loaded = time.perf_counter()
        names_of(held)
        print(f"{projects:,} projects, {len(held.store):,} triples: loaded in {loaded - start:.0f} s, "
              f"names read in {time.perf_counter() - loaded:.1f} s\n")  # fmt: skip
        print("| question | status | median, ms |\n|---|---|---|")
        medians = []
        for question in QUESTIONS:
            took = []
            for _ in range(4):
                begun = time.perf_counter()
                got = answer(question, held)
                took.append(time.perf_counter() - begun)
            medians.append(median(took[1:]))
            print(f"| {question} | {got.status}, {got.kind} | {medians[-1] * 1000:,.0f} |")
        held.close()
        print(f"| all | | {median(medians) * 1000:,.0f} |")


if __name__ == "__main__":
    main()
