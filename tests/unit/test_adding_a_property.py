"""A property is added in a copy of the checkout by the steps of docs/howto/add-a-property.md, and is then read, stored, exported,
searched and shown; a row that is wrong is refused."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from yusuan.model.disclosure import Number, Text
from yusuan.model.field import Datatype, Field, FormReading
from yusuan.model.field_checks import fields_of
from yusuan.model.fields import ALL
from yusuan.vocabulary.labels import LABELS
from yusuan.vocabulary.property_table import PROPERTIES
from yusuan.vocabulary.terms import BGT, DCTERMS

CHECKOUT = Path(__file__).resolve().parents[2]
STEP = re.compile(r"In `([^`]+)`, (above|below) the line that begins with `([^`]+)`.*?```\w+\n(.*?)```", re.S)
FORM = """青石县司法局2022年部门决算公开

| 项目支出绩效自评表(2022年度) | | | | | | | |
| 项目名称 | 人民调解补助经费 | 受益群众 | 4200 | | | | |
| 主管部门 | 青石县司法局 | 实施单位 | 青石县司法局 | | | | |
| 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 权重 | 得分 | 责任科室 |
| 产出指标 | 数量指标 | 调处件数 | ≥600件 | 612件 | 50 | 50 | 基层工作股 |
"""
LOOK = """
import json, sys
from pathlib import Path
from yusuan.browse.nodes import Nodes
from yusuan.browse.places import ExcerptPlaces
from yusuan.browse.project import project_page
from yusuan.extraction import extract
from yusuan.graph.export import export_json
from yusuan.graph.iris import Iris
from yusuan.graph.records import read_records
from yusuan.graph.store import GraphStore
from yusuan.graph.triples import disclosure_triples
from yusuan.reading import read
from yusuan.vocabulary.labels import label
from yusuan.vocabulary.terms import BGT

document = read(Path(sys.argv[1]).read_bytes(), "form.txt")
disclosure, iris = extract(document), Iris("https://w3id.org/yusuan/id/")
project, = disclosure.projects
store = GraphStore.open(Path(sys.argv[2]))
store.replace(iris.disclosure(document.source.sha256), disclosure_triples(disclosure, document.text, iris))
exported, = export_json(store)[0]["projects"]
page = project_page(Nodes(store, ExcerptPlaces(lambda sha256: document.text)), exported["iri"])
print(json.dumps({
    "record": [project.indicators[0].office.value, str(project.beneficiaries.value)],
    "json": [exported["indicators"][0]["office"], exported["beneficiaries"]],
    "passages": [each.text for record in read_records(store) for each in record.passages if each.field == "text"],
    "page": [page.indicators[0].others[page.indicator_columns.index(BGT.office)].text,
             *(fact.value.text for fact in page.others if fact.property == BGT.beneficiaries)],
    "labels": [label(iri, lang) for iri in (BGT.office, BGT.beneficiaries) for lang in ("zh", "en")],
}))
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout with the steps taken."""
    root = tmp_path_factory.mktemp("copy")
    for name in ("src/yusuan", "ontology"):
        shutil.copytree(CHECKOUT / name, root / name, ignore=shutil.ignore_patterns("models", "__pycache__"))
    (root / "src/yusuan/models").symlink_to(CHECKOUT / "src/yusuan/models")
    steps = STEP.findall((CHECKOUT / "docs/howto/add-a-property.md").read_text("utf-8"))
    assert len(steps) == 7
    for file, side, anchor, block in steps:
        lines = (root / file).read_text("utf-8").splitlines(keepends=True)
        (at,) = [nth for nth, line in enumerate(lines) if line.startswith(anchor)]
        lines.insert(at + (side == "below"), block)
        (root / file).write_text("".join(lines), "utf-8")
    run(root, "-m", "yusuan.vocabulary.generate")
    return root


def run(root: Path, *arguments: str) -> str:
    """What Python prints with the packages of ``root``."""
    environment = os.environ | {"PYTHONPATH": str(root / "src")}
    done = subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_steps_of_the_how_to_add_a_property_everywhere(copy: Path, tmp_path: Path) -> None:
    form = tmp_path / "form.txt"
    form.write_text(FORM, "utf-8")
    seen = json.loads(run(copy, "-c", LOOK, str(form), str(tmp_path / "graph")))
    assert seen["record"] == seen["json"] == seen["page"] == ["基层工作股", "4200"]
    assert "基层工作股" in seen["passages"]
    assert seen["labels"] == ["责任科室", "office in charge", "受益人数", "beneficiaries"]
    assert "| `bgt:office` | 责任科室 | office in charge |" in (copy / "docs/glossary.md").read_text("utf-8")
    assert json.loads((copy / "ontology/context.jsonld").read_text("utf-8"))["@context"]["office"] == "bgt:office"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A record of a test."""

    words: Text | None = None
    amount: Number | None = None


WORDS = Field("words", BGT.purpose, Datatype.CHINESE, read=FormReading.TOLD)
AMOUNT = Field("amount", BGT.totalInvestment, Datatype.DECIMAL, read=FormReading.MONEY)


def test_rows_that_fit_the_record_and_the_ontology_are_taken() -> None:
    assert fields_of(Sample, BGT.Project, WORDS, AMOUNT).layout_keys() == ("words", "amount")


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ((WORDS, Field("amount", BGT.NS + "cost", Datatype.DECIMAL)), r"Sample.amount: .*no property .*#cost; allowed: .*\bscore\b"),
        ((WORDS, Field("amount", BGT.purpose, Datatype.DECIMAL)), r"Sample.amount: DECIMAL does not fit .*#purpose.*allowed: CHINESE"),
        ((WORDS, Field("amount", BGT.topic, Datatype.DECIMAL)), r"Sample.amount: DECIMAL does not fit .*#topic, a link.*allowed: CONCEPT"),
        ((Field("words", BGT.amount, Datatype.CHINESE), AMOUNT), r"Sample.words: CHINESE does not fit .*allowed: DECIMAL"),
        ((Field("words", BGT.score, Datatype.DECIMAL), AMOUNT), r"Sample.words: DECIMAL does not fit an attribute .*allowed: CHINESE"),
        ((WORDS, AMOUNT, Field("costs", BGT.score, Datatype.DECIMAL)), r"Sample.costs: .*no such attribute; allowed: amount, words"),
        ((WORDS, AMOUNT, Field("amount", BGT.score, Datatype.DECIMAL)), r"Sample: the JSON key amount is used twice: .*words, amount"),
        ((WORDS, Field("amount", BGT.amount, Datatype.DECIMAL, key="evidence")), r"Sample: the JSON key evidence is used twice"),
        ((WORDS, Field("amount", BGT.amount, Datatype.DECIMAL, read=FormReading.MONEY, layout=("words",))), r"Sample: the layout key words"),
        ((WORDS, Field("amount", BGT.amount, Datatype.DECIMAL, read=FormReading.CELL)), r"DECIMAL is not read as CELL; allowed: MONEY, NUMBER"),
        ((WORDS, Field("amount", BGT.amount, Datatype.DECIMAL, passage="sum")), r"no field of passages sum; allowed: name"),
        ((Field("words", DCTERMS.NS + "gist", Datatype.CHINESE), AMOUNT), r"no property .*gist"),
        ((WORDS,), r"Sample.amount: is stated and has no row"),
    ],
)  # fmt: skip
def test_a_row_that_is_wrong_is_refused(rows: tuple[Field, ...], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        fields_of(Sample, BGT.Project, *rows)


def test_every_field_has_a_label() -> None:
    for fields in ALL:
        for row in fields.flat():
            assert row.property not in PROPERTIES or all(LABELS[row.property])
