"""How do the generated Python modules read? Constants, the concept table, the label table."""

from __future__ import annotations

import json
import keyword
from collections.abc import Iterable
from dataclasses import fields

from yusuan.vocabulary.concept import Concept
from yusuan.vocabulary.generation.source import Ontology
from yusuan.vocabulary.generation.standard import NAMESPACES, TERMS

_HEAD = '''"""{says}

Generated from ontology/ by ``python -m yusuan.vocabulary.generate``; change the ontology, not this file.
"""

# fmt: off
from __future__ import annotations

'''


def terms_module(ontology: Ontology) -> str:
    """One class of constants for each vocabulary: ``BGT.Project``, ``SKOS.prefLabel``; ``NS`` is its namespace."""
    own = {"bgt": " ".join(term.name for term in ontology.terms), "bgc": ""}
    lines = [_HEAD.format(says="What are the IRIs of our terms, and of the standard terms that we use?")]
    lines.append("from typing import Final\n")
    for prefix, namespace in sorted(NAMESPACES.items()):
        lines.append(_constants(prefix, namespace, sorted((TERMS | own)[prefix].split())))
    lines.append("\nPREFIXES: Final[dict[str, str]] = {\n")
    lines += [f"    {_quoted(prefix)}: {prefix.upper()}.NS,\n" for prefix in sorted(NAMESPACES)]
    lines.append("}\n")
    return "".join(lines)


def concept_module(ontology: Ontology) -> str:
    """The table of every concept, by path."""
    lines = [_HEAD.format(says="Which concepts are there? The table behind ``yusuan.vocabulary.concepts``.")]
    lines.append("from yusuan.vocabulary.concept import Concept\n\nCONCEPTS: tuple[Concept, ...] = (\n")
    lines += [f"    {_concept(each)},\n" for each in sorted(ontology.concepts, key=lambda each: each.path)]
    lines.append(")\n")
    return "".join(lines)


def label_module(ontology: Ontology) -> str:
    """zh and en label of every term, concept and scheme; zh and en comment of every term."""
    labels = {term.iri: term.label for term in ontology.terms}
    labels |= {each.iri: (each.zh, each.en) for each in ontology.concepts} | ontology.schemes
    comments = {term.iri: term.comment for term in ontology.terms}
    lines = [_HEAD.format(says="What is each IRI called, and what does it mean, in (zh, en)?")]
    lines += [*_pairs("LABELS", labels), "\n", *_pairs("COMMENTS", comments)]
    return "".join(lines)


def property_module(ontology: Ontology) -> str:
    """What every property points to, by IRI."""
    lines = [_HEAD.format(says="Does a property link or hold a value, and of which class or datatype?")]
    lines.append("from yusuan.vocabulary.property import Property\n\nPROPERTIES: dict[str, Property] = {\n")
    for term in ontology.terms:
        if not term.is_class:
            range_ = _quoted(term.range) if term.range else None
            lines.append(f"    {_quoted(term.iri)}: Property({term.is_link}, {range_}),\n")
    lines.append("}\n")
    return "".join(lines)


def phrase_module(ontology: Ontology) -> str:
    """The phrases of every topic, by path."""
    lines = [_HEAD.format(says="How do people say a topic who do not know its words?")]
    lines.append("PHRASES: dict[str, tuple[str, ...]] = {\n")
    lines += [f"    {_quoted(path)}: {_literal(said)},\n" for path, said in sorted(ontology.phrases.items())]
    lines.append("}\n")
    return "".join(lines)


def _constants(prefix: str, namespace: str, names: Iterable[str]) -> str:
    says = f"Terms of ``{prefix}:``, <{namespace}>."
    lines = [
        f"\n\nclass {prefix.upper()}:\n",
        f'    """{says}"""\n\n',
        f"    NS: Final = {_quoted(namespace)}\n",
    ]
    for name in names:
        constant = name + "_" if keyword.iskeyword(name) else name
        lines.append(f"    {constant}: Final = {_quoted(namespace + name)}\n")
    return "".join(lines)


def _concept(concept: Concept) -> str:
    given = ((field.name, getattr(concept, field.name)) for field in fields(concept))
    return "Concept(" + ", ".join(f"{name}={_literal(value)}" for name, value in given if value) + ")"


def _literal(value: str | tuple[str, ...]) -> str:
    if isinstance(value, str):
        return _quoted(value)
    return "(" + "".join(_quoted(each) + ", " for each in value).rstrip(" ") + ")"


def _pairs(name: str, table: dict[str, tuple[str, str]]) -> list[str]:
    rows = [
        f"    {_quoted(key)}: ({_quoted(zh)}, {_quoted(en)}),\n" for key, (zh, en) in sorted(table.items())
    ]
    return [f"{name}: dict[str, tuple[str, str]] = {{\n", *rows, "}\n"]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
