"""How do the generated texts read? The tokeniser's dictionary, the JSON-LD context, the glossary."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from yusuan.vocabulary.concept import Concept
from yusuan.vocabulary.generation.source import Ontology, OntologyTerm
from yusuan.vocabulary.generation.standard import NAMESPACES

DICTIONARY_SCHEMES = ("category", "level", "source", "topic")
# The cutter breaks words at any other character, and a longer entry would hide its parts from search.
_DICTIONARY_WORD = re.compile(r"[\u4e00-\u9fd5A-Z]{2,8}")

_STANDARD_CONTEXT: dict[str, str | dict[str, str]] = {
    "altLabel": "skos:altLabel",
    "broader": {"@id": "skos:broader", "@type": "@id"},
    "definition": "skos:definition",
    "description": "dcterms:description",
    "end": {"@id": "oa:end", "@type": "xsd:integer"},
    "exact": "oa:exact",
    "format": "dcterms:format",
    "hasSelector": "oa:hasSelector",
    "hasSource": {"@id": "oa:hasSource", "@type": "@id"},
    "identifier": "dcterms:identifier",
    "label": "rdfs:label",
    "notation": "skos:notation",
    "object": "rdf:object",
    "predicate": {"@id": "rdf:predicate", "@type": "@id"},
    "prefLabel": "skos:prefLabel",
    "publisher": {"@id": "dcterms:publisher", "@type": "@id"},
    "source": "dcterms:source",
    "start": {"@id": "oa:start", "@type": "xsd:integer"},
    "subject": {"@id": "rdf:subject", "@type": "@id"},
    "title": "dcterms:title",
    "unitCode": "org:identifier",
    "unitOf": {"@id": "org:unitOf", "@type": "@id"},
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
}


def user_dictionary(ontology: Ontology) -> str:
    """One word a line, sorted: what the tokeniser must not cut."""
    words = {
        word
        for concept in ontology.concepts
        if concept.scheme in DICTIONARY_SCHEMES
        for word in concept.words_zh
        if _DICTIONARY_WORD.fullmatch(word)
    }
    return "".join(f"{word}\n" for word in sorted(words))


def json_ld_context(ontology: Ontology) -> str:
    """A JSON-LD 1.1 context in which every term goes by its own name and standard terms by theirs."""
    prefixes: dict[str, object] = {prefix: {"@id": ns, "@prefix": True} for prefix, ns in NAMESPACES.items()}
    own = {term.name: _context_entry(term) for term in ontology.terms}
    context = {"@version": 1.1, "id": "@id", "type": "@type"} | prefixes | _STANDARD_CONTEXT | own
    return json.dumps({"@context": context}, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def glossary(ontology: Ontology) -> str:
    """The glossary page: every class and property, then the concepts of each scheme but the classification."""
    parts = [
        "# 词汇表 / Glossary\n\n",
        "<!-- Generated from ontology/ by python -m yusuan.vocabulary.generate -->\n\n",
        f"命名空间 / Namespaces: `bgt:` {NAMESPACES['bgt']}, `bgc:` {NAMESPACES['bgc']}\n",
        _section("类 / Classes", [term for term in ontology.terms if term.is_class]),
        _section("属性 / Properties", [term for term in ontology.terms if not term.is_class]),
    ]
    for iri, (zh, en) in ontology.schemes.items():
        scheme = iri.removeprefix(NAMESPACES["bgc"])
        members = [each for each in ontology.concepts if each.scheme == scheme]
        if scheme in ("functional", "economic"):
            parts.append(
                f"\n## {zh} / {en}\n\n{len(members)} 个科目，见 / codes, see `ontology/classification.ttl`.\n"
            )
        else:
            parts.append(f"\n## {zh} / {en}\n\n" + _concept_rows(members))
    return "".join(parts)


def _context_entry(term: OntologyTerm) -> str | dict[str, str]:
    if term.is_class or not (term.is_link or term.range):
        return f"bgt:{term.name}"
    if term.is_link:
        return {"@id": f"bgt:{term.name}", "@type": "@id"}
    datatype = _prefixed(term.range or "")
    plain = datatype in ("xsd:string", "rdf:langString")
    return f"bgt:{term.name}" if plain else {"@id": f"bgt:{term.name}", "@type": datatype}


def _prefixed(iri: str) -> str:
    for prefix, namespace in NAMESPACES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _section(heading: str, terms: Iterable[OntologyTerm]) -> str:
    rows = [
        f"| `bgt:{t.name}` | {t.label[0]} | {t.label[1]} | {t.comment[0]} {t.comment[1]} |\n" for t in terms
    ]
    return (
        f"\n## {heading}\n\n| 名称 / Name | 中文 | English | 含义 / Meaning |\n|---|---|---|---|\n"
        + "".join(rows)
    )


def _concept_rows(concepts: Iterable[Concept]) -> str:
    rows = [
        f"| `{each.path}` | {each.zh} | {each.en} | {'、'.join(each.alt_zh)} | {each.broader or ''} |\n"
        for each in concepts
    ]
    head = "| 路径 / Path | 中文 | English | 别称 / Other words | 上位 / Broader |\n|---|---|---|---|---|\n"
    return head + "".join(rows)
