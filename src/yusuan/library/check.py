"""Whether graph, text, vectors and documents of the current generation agree, and how to mend them where they do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yusuan.errors import IndexDamaged, StorageRefused, YusuanError
from yusuan.graph.records import read_records
from yusuan.library.generation import Generation, Library
from yusuan.library.publish import Progress, publication


@dataclass(frozen=True, slots=True)
class Damage:
    """One disagreement: the part ("manifest", "graph", "documents", "text", "vectors") and a sentence in zh and en."""

    part: str
    zh: str
    en: str


def check(library: Library) -> list[Damage]:
    """Every disagreement found in the current generation; empty where all is well.

    Raises IndexMissing where there is no index, StorageRefused where the system would not let it be read.
    """
    library.current_name()
    found: list[Damage] = []
    for part, examine in (("manifest", _manifest), ("documents", _documents), ("search", _search)):
        try:
            found += list(examine(library.current()))
        except StorageRefused:
            raise
        except YusuanError as error:
            found.append(Damage(part, error.zh, error.en))
    return found


def repair(library: Library, progress: Progress | None = None) -> Generation:
    """Build text and vectors again from the graph and publish. Raises IndexDamaged where the graph is damaged too."""
    with publication(library) as made:
        return made.commit(progress)


def _manifest(generation: Generation) -> Iterator[Damage]:
    held = set(generation.store.documents())
    said = set(generation.manifest["documents"])
    if held != said:
        yield Damage(
            "graph",
            f"图里有 {len(held)} 个文档，清单里有 {len(said)} 个。",
            f"the graph holds {len(held)} documents, the manifest names {len(said)}.",
        )
    triples = len(generation.store)
    if triples != generation.manifest["triples"]:
        yield Damage(
            "graph",
            f"图里有 {triples} 条三元组，应为 {generation.manifest['triples']} 条。",
            f"the graph holds {triples} triples, {generation.manifest['triples']} were published.",
        )


def _documents(generation: Generation) -> Iterator[Damage]:
    texts: dict[str, str] = {}
    for sha256, entry in generation.manifest["documents"].items():
        try:
            texts[sha256] = generation.document_text(sha256)
        except IndexDamaged as error:
            yield Damage("documents", f"{entry['name']}：{error.zh}", f"{entry['name']}: {error.en}")
    for excerpt in generation.store.excerpts():
        if excerpt.document not in texts and excerpt.document in generation.manifest["documents"]:
            continue  # told already
        text = texts.get(excerpt.document, "")
        if text[excerpt.start : excerpt.end] != excerpt.text:
            name = generation.manifest["documents"].get(excerpt.document, {}).get("name", excerpt.document)
            yield Damage(
                "documents",
                f"{name} 第 {excerpt.start}–{excerpt.end} 字与图中的引文不符。",
                f"characters {excerpt.start}–{excerpt.end} of {name} are not the words the graph quotes.",
            )
            return


def _search(generation: Generation) -> Iterator[Damage]:
    in_graph = {record.iri for record in read_records(generation.store)}
    in_index = set(generation.search.iris())
    if in_graph != in_index:
        yield Damage(
            "text",
            f"全文索引有 {len(in_index)} 条记录，图里有 {len(in_graph)} 条。",
            f"the text index holds {len(in_index)} records, the graph {len(in_graph)}.",
        )
    for zh, en in generation.search.verify():
        yield Damage("vectors", zh, en)
