"""IRIs name what a thing is, not the file it came in."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

import pytest
import sample

from yusuan.graph.iris import Iris, counted, excerpt_parts, regular
from yusuan.graph.triples import disclosure_triples
from yusuan.model.disclosure import DivisionRef
from yusuan.model.document import Span
from yusuan.vocabulary.terms import BGT, RDF


def test_the_same_disclosure_in_another_file_gives_the_same_nodes(iris: Iris) -> None:
    def nodes(sha256: str) -> set[str]:
        triples = disclosure_triples(sample.disclosure(sha256), sample.TEXT, iris)
        bound = (BGT.Excerpt, RDF.Statement, BGT.Issue, BGT.Disclosure)
        return {
            s
            for s, p, o in sample.plain(triples)
            if p == RDF.type and o not in bound and "/selectors/" not in s
        }

    assert nodes("a" * 64) == nodes("b" * 64)


def test_an_excerpt_is_a_fragment_of_its_document(iris: Iris) -> None:
    document = iris.disclosure("c" * 64)
    excerpt = iris.excerpt(document, Span(3, 9))
    assert excerpt == f"https://data.example/id/documents/{'c' * 64}#char=3,9"
    assert excerpt_parts(excerpt) == (document, "c" * 64, 3, 9)


@pytest.mark.parametrize("other", ["https://data.example/id/documents/x", "urn:x#char=1,2", ""])
def test_what_is_no_excerpt_has_no_parts(other: str) -> None:
    assert excerpt_parts(other) is None


def test_a_division_is_named_by_code_or_else_by_its_chain_of_names(iris: Iris) -> None:
    assert iris.division(DivisionRef("130110", ("河北省", "石家庄市", "鹿泉区"))).endswith(
        "/divisions/130110"
    )
    assert iris.division(DivisionRef(None, ("云川市", "青 石县"))).endswith("/divisions/云川市青石县")


def test_widths_and_spaces_do_not_make_another_department(iris: Iris) -> None:
    one = sample.disclosure().department
    spaced = replace(one, name=sample.stated("青禾县水利局", "青禾县 水利局"))
    assert iris.department(one) == iris.department(spaced)
    assert regular("（ＡＢ） １") == "(AB)1"


def test_two_projects_with_one_code_are_two_projects(iris: Iris) -> None:
    both = sample.variant(lambda d: replace(d, projects=d.projects * 2))
    triples = disclosure_triples(both, sample.TEXT, iris)
    projects = {s for s, p, o in sample.plain(triples) if (p, o) == (RDF.type, BGT.Project)}
    assert len(projects) == 2


def test_every_iri_can_stand_in_a_url(iris: Iris) -> None:
    for subject, _, _ in sample.plain(disclosure_triples(sample.disclosure(), sample.TEXT, iris)):
        assert urlsplit(subject).scheme == "https" and not set(' <>"{}|\\^`') & set(subject)


def test_repeats_are_counted_by_their_regular_form() -> None:
    assert [nth for _, nth in counted(["甲 ", "甲", "乙"], str)] == [1, 2, 1]
