"""The words under an answer are words about its rows, in the order of the rows."""

from __future__ import annotations

from yusuan.app import Services
from yusuan.questions import Answer, answer
from yusuan.questions.queries.rows import select

OF_A_PROJECT = """
PREFIX bgt: <https://w3id.org/yusuan/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT DISTINCT ?project ?excerpt WHERE {
  ?project a bgt:Project ; (bgt:goal|bgt:indicator)? ?thing .
  ?statement rdf:subject ?thing ; prov:wasDerivedFrom ?excerpt .
}
"""


def places(services: Services, got: Answer) -> list[int]:
    """The row that each piece of evidence is about; an error where it is about none."""
    rows = {row.iri: at for at, row in enumerate(got.rows)}
    about: dict[str, list[int]] = {}
    for each in select(services.generation.store, OF_A_PROJECT):
        if each["project"] in rows:
            about.setdefault(each["excerpt"].rsplit("/", 1)[-1], []).append(rows[each["project"]])
    return [
        min(
            about[
                next(
                    key
                    for key in about
                    if excerpt.document in key and key.endswith(f"={excerpt.start},{excerpt.end}")
                )
            ]
        )
        for excerpt in got.evidence
    ]


def test_evidence_is_about_the_rows_in_their_order(services: Services) -> None:
    got = answer("哪些项目涉及电子政务内网", services.generation)
    found = places(services, got)
    assert found == sorted(found) and set(found) == set(range(len(got.rows)))


def test_words_that_hold_the_subject_come_first(services: Services) -> None:
    got = answer("和防汛有关的项目有哪些", services.generation)
    first = {row: got.evidence[at] for at, row in reversed(list(enumerate(places(services, got))))}
    assert "防汛" in first[0].text


def test_a_list_without_a_subject_shows_the_names(services: Services) -> None:
    got = answer("苇湾区有哪些项目？", services.generation)
    assert [each.text for each in got.evidence] == [row.label for row in got.rows]
