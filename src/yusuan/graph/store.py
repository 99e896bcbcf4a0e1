"""Where do the graphs live? A pyoxigraph store on disk: one named graph a disclosure, and one for the ontology.

One process writes; readers open a finished copy read-only. A disclosure enters whole or not at all. Queries see
all graphs as one. Queries of strangers do not come here: they run in ``queries``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from yusuan.errors import IndexMissing
from yusuan.graph.engine_errors import explained, is_about_files
from yusuan.graph.resources import Resources
from yusuan.graph.terms import RdfTerm, node
from yusuan.model.record import Excerpt
from yusuan.vocabulary import ontology_file
from yusuan.vocabulary.terms import BGT, DCTERMS, PREFIXES, RDF

if TYPE_CHECKING:
    from rdflib import Dataset

MERGED = ox.DefaultGraph()
"""The default graph holds every triple of every named graph once. The engine's own union of named graphs gives a triple
once for each graph that holds it, so that sums over a thing that two documents state come out double."""
ONTOLOGY_GRAPH = "https://w3id.org/yusuan/ontology"
ONTOLOGY_FILES = ("budget.ttl", "concepts.ttl", "definitions.ttl", "classification.ttl", "topics.ttl")


def as_ntriples(triples: Iterable[ox.Triple]) -> bytes:
    """Triples as N-Triples, in the order given."""
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""


def _lines(triples: Iterable[ox.Triple]) -> str:
    """Triples as they stand in the data of an update."""
    return "\n".join(f"{triple.subject} {triple.predicate} {triple.object} ." for triple in triples)


class GraphStore:
    """The graph of an index. Make one with ``open``, ``open_read_only`` or ``in_memory``."""

    def __init__(self, inner: ox.Store, path: Path | None, *, writable: bool = True) -> None:
        self._inner: ox.Store | None = inner
        self.path = path
        self.writable = writable

    @property
    def inner(self) -> ox.Store:
        """The pyoxigraph store itself; ValueError once closed."""
        if self._inner is None:
            raise ValueError("the graph store is closed")
        return self._inner

    def close(self) -> None:
        """Write out what is still in memory (a backup of a read-only copy would miss it) and let go of the files.

        Closing twice does nothing."""
        if self._inner is not None and self.writable and self.path is not None:
            with _told(self.path):
                self._inner.flush()
        self._inner = None

    def discard(self) -> None:
        """Let go of the files without writing anything out: for a store that is deleted next, or was closed."""
        self._inner = None

    @classmethod
    def open(cls, path: Path) -> GraphStore:
        """Open for writing; makes the folder. IndexBusy while another process writes, IndexDamaged if unreadable."""
        path.mkdir(parents=True, exist_ok=True)
        with _told(path):
            return cls(ox.Store(str(path)), path)

    @classmethod
    def open_read_only(cls, path: Path) -> GraphStore:
        """Open a finished store for reading. IndexMissing where there is none, IndexDamaged if unreadable, StorageRefused where
        the system would not let it be read."""
        with _told(path):
            empty = not path.is_dir() or not any(path.iterdir())
        if empty:
            raise IndexMissing(
                f"{path} 中没有图数据库，请运行 yusuan ingest。",
                f"There is no graph store in {path}; run yusuan ingest.",
            )
        with _told(path):
            return cls(ox.Store.read_only(str(path)), path, writable=False)

    @classmethod
    def in_memory(cls) -> GraphStore:
        """An empty store that is gone with the process."""
        return cls(ox.Store(), None)

    def __len__(self) -> int:
        """How many different triples the graphs hold together."""
        with _told(self.path):
            counted = self.inner.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
            assert isinstance(counted, ox.QuerySolutions)
            (count,) = next(iter(counted))
            assert isinstance(count, ox.Literal)
            return int(count.value)

    # ------------------------------------------------------------ writing

    def replace(self, graph: str, triples: Iterable[ox.Triple]) -> None:
        """Make ``triples`` the whole content of the named graph, in one transaction."""
        name, new = node(graph), dict.fromkeys(triples)
        with _told(self.path):
            old = set(self.triples(graph))
            if not old:
                self.inner.extend(
                    ox.Quad(each.subject, each.predicate, each.object, place)
                    for each in new
                    for place in (name, MERGED)
                )
                return
            gone = self._only_in(name, old - new.keys())
            lines = _lines(new)
            self.inner.update(
                f"DROP GRAPH {name} ;\nDELETE DATA {{\n{_lines(gone)}\n}} ;\n"
                f"INSERT DATA {{ {lines}\nGRAPH {name} {{\n{lines}\n}} }}"
            )

    def _only_in(self, name: ox.NamedNode, triples: Iterable[ox.Triple]) -> list[ox.Triple]:
        """Those of ``triples`` that no other named graph holds."""
        return [
            triple
            for triple in triples
            if all(
                quad.graph_name in (name, MERGED)
                for quad in self.inner.quads_for_pattern(triple.subject, triple.predicate, triple.object)
            )
        ]

    def load(self, graphs: Iterable[tuple[str, bytes]]) -> None:
        """Add N-Triples to named graphs, quickly and not in one transaction: for a store that nobody reads yet.

        Many graphs at once are loaded much faster than one at a time: each load writes files of its own.
        """
        lines = b"".join(
            ntriples + ntriples.replace(b" .\n", f" <{graph}> .\n".encode()) for graph, ntriples in graphs
        )
        with _told(self.path):
            self.inner.bulk_load(lines, format=ox.RdfFormat.N_QUADS)

    def replace_ontology(self) -> None:
        """Load classes, properties, categories and topics, so that queries can follow skos:broader."""
        triples: list[ox.Triple] = []
        for name in ONTOLOGY_FILES:
            parsed = ox.parse(path=str(ontology_file(name)), format=ox.RdfFormat.TURTLE)
            triples.extend(quad.triple for quad in parsed)
        self.replace(ONTOLOGY_GRAPH, triples)

    def remove(self, graph: str) -> None:
        """Take a named graph out; nothing happens where there is none."""
        name = node(graph)
        with _told(self.path):
            gone = self._only_in(name, self.triples(graph))
            self.inner.update(f"DROP SILENT GRAPH {name} ;\nDELETE DATA {{\n{_lines(gone)}\n}}")

    def backup(self, folder: Path) -> None:
        """A copy in ``folder`` (must not exist yet) by hard links, consistent while this store goes on writing."""
        with _told(self.path):
            self.inner.backup(str(folder))

    def optimize(self) -> None:
        """Compact the files after many writes."""
        with _told(self.path):
            self.inner.flush()
            self.inner.optimize()

    # ------------------------------------------------------------ reading

    def documents(self) -> dict[str, str]:
        """SHA-256 of every disclosure held → IRI of its named graph, sorted."""
        disclosure = node(BGT.Disclosure)
        with _told(self.path):
            graphs = [
                quad.graph_name
                for quad in self.inner.quads_for_pattern(None, node(RDF.type), disclosure)
                if quad.graph_name == quad.subject
            ]
            found = {
                self._identifier(graph): graph.value for graph in graphs if isinstance(graph, ox.NamedNode)
            }
        return dict(sorted(found.items()))

    def derived(self) -> list[str]:
        """IRIs of the named graphs that follow from all documents together (close matches), sorted."""
        with _told(self.path):
            graphs = [graph.value for graph in self.inner.named_graphs() if isinstance(graph, ox.NamedNode)]
        return sorted(graph for graph in graphs if "/graphs/" in graph)

    def _identifier(self, graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> str:
        assert isinstance(graph, ox.NamedNode)
        quads = self.inner.quads_for_pattern(graph, node(DCTERMS.identifier), None, graph)
        return next((quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)), "")

    def triples(self, graph: str) -> Iterator[ox.Triple]:
        """The triples of one named graph, in no order."""
        with _told(self.path):
            for quad in self.inner.quads_for_pattern(None, None, None, node(graph)):
                yield quad.triple

    def some_triples(
        self, graph: str, classes: Iterable[str], predicates: Iterable[str]
    ) -> Iterator[ox.Triple]:
        """The triples of one named graph with certain predicates, and the types that are certain classes."""
        kind, name = node(RDF.type), node(graph)
        with _told(self.path):
            for each in classes:
                for quad in self.inner.quads_for_pattern(None, kind, node(each), name):
                    yield quad.triple
            for each in predicates:
                for quad in self.inner.quads_for_pattern(None, node(each), None, name):
                    yield quad.triple

    def view(self, graph: str) -> Resources:
        """One disclosure's graph as Python values."""
        return Resources(graph, self.triples(graph))

    def ntriples(self, sha256: str) -> bytes:
        """What one disclosure says, as N-Triples in no order; empty where it is not held."""
        graph = self.documents().get(sha256)
        triples = self.triples(graph) if graph else iter(())
        return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""

    def excerpts(self) -> Iterator[Excerpt]:
        """Every excerpt of every disclosure, by document, in no order within one."""
        for sha256, graph in self.documents().items():
            for words in self.view(graph).all_words():
                yield Excerpt(sha256, words.start, words.end, words.text)

    def value_excerpts(self, sha256: str) -> list[Excerpt]:
        """The words of one disclosure that state a value of a record, sorted; paragraphs that no record claims and
        what extraction did not understand are no values."""
        graph = self.documents().get(sha256)
        if graph is None:
            return []
        return [Excerpt(sha256, w.start, w.end, w.text) for w in self.view(graph).stating_words()]

    def describe(self, iri: str) -> list[ox.Triple]:
        """Every triple about ``iri`` in any graph, each once, in no order; empty where it is unknown."""
        with _told(self.path):
            return list({quad.triple for quad in self.inner.quads_for_pattern(node(iri), None, None)})

    def select(self, query: str, **bindings: RdfTerm) -> list[dict[str, RdfTerm]]:
        """Rows of one of our own SELECT queries over the union of all graphs; unbound variables are left out.

        A keyword is a variable to put a term in for; it must be in the query's projection. The standard
        prefixes are known.
        """
        with _told(self.path):
            found = self.inner.query(
                query,
                prefixes=PREFIXES,
                substitutions={ox.Variable(name): term for name, term in bindings.items()} or None,
            )
            assert isinstance(found, ox.QuerySolutions)
            return rows_of(found)

    def rdflib_dataset(self) -> Dataset:
        """The same store as an rdflib Dataset whose default graph is the union of all graphs.

        Query it with strings: a prepared query would run in rdflib's own, slower engine.
        """
        from oxrdflib import OxigraphStore
        from rdflib import Dataset

        dataset = Dataset(store=OxigraphStore(store=self.inner), default_union=False)
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset


def rows_of(found: ox.QuerySolutions) -> list[dict[str, RdfTerm]]:
    """Solutions as rows: the term of each variable that is bound."""
    names = [variable.value for variable in found.variables]
    return [
        {name: term for name, term in zip(names, solution, strict=True) if isinstance(term, RdfTerm)}
        for solution in found
    ]


@contextmanager
def _told(path: Path | None) -> Iterator[None]:
    """Turn what the engine says about its files into an error that names the folder and what to do."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        if not is_about_files(error):
            raise
        raise explained(path or Path(), error) from error
