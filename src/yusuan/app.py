"""The composition root: settings → an opened library and everything one can ask of it. Commands and pages call this."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yusuan.deadline import Deadline
from yusuan.errors import NotFound, UsageError
from yusuan.library import Damage, Generation, Library
from yusuan.library import check as check_library
from yusuan.library import repair as repair_library
from yusuan.library.publish import Progress
from yusuan.model.record import Expansion, Filters, Hit, Record, SearchResult
from yusuan.network import deniable
from yusuan.search.reasons import in_words
from yusuan.settings import Settings, from_environment
from yusuan.vocabulary.concepts import find

if TYPE_CHECKING:
    from yusuan.browse.nodes import Nodes
    from yusuan.comparison import Comparison, Likeness
    from yusuan.coverage import Coverage
    from yusuan.graph.sparql.queries import QueryAnswer
    from yusuan.graph.validation import Violation
    from yusuan.ingest import Outcome
    from yusuan.issues import IssueGroup
    from yusuan.questions import Answer


class Services:
    """What Yusuan does, each as one call. Reading calls see the generation that is current when they begin."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.library = Library(settings)

    @classmethod
    def open(cls, settings: Settings | None = None) -> Services:
        """Services for ``settings`` (default: from the environment). Nothing is read before it is needed."""
        return cls(settings or from_environment())

    @property
    def generation(self) -> Generation:
        """The serving generation. Raises IndexMissing or IndexDamaged."""
        return self.library.current()

    def ingest(
        self, paths: Sequence[Path], progress: Progress | None = None, *, fresh: bool = False
    ) -> Outcome:
        """Read files and folders and publish; see :func:`yusuan.ingest.ingest`."""
        from yusuan.ingest import ingest

        return ingest(self.library, paths, progress, fresh=fresh)

    def remove(self, references: Iterable[str], progress: Progress | None = None) -> list[str]:
        """Take documents out, by SHA-256 (or unique prefix) or file name; returns their SHA-256s."""
        from yusuan.ingest import remove

        return remove(self.library, references, progress)

    def search(
        self,
        query: str,
        mode: str = "hybrid",
        filters: Filters | None = None,
        limit: int = 20,
        expand: bool = True,
        *,
        offset: int = 0,
    ) -> SearchResult:
        """Ranked hits of ``query`` behind the first ``offset``; ``mode`` is hybrid, keyword or semantic; ``expand``: whether
        topics and corrected spelling widen it. Raises QueryStopped after the time that the settings allow, as ``similar``,
        ``compare`` and ``ask`` do."""
        index = self.generation.search
        return index.search(query, mode, filters or Filters(), limit, expand, self._deadline(), offset=offset)

    def prepare(self) -> None:
        """Open what a first search would wait for: index, cutter, vectors and model. Raises what a search would."""
        self.generation.search.prepare()

    def similar(
        self, reference: str, other_divisions: bool = False, limit: int = 10, *, other_years: bool = False
    ) -> tuple[Record, list[Likeness]]:
        """The project that ``reference`` names (code, IRI or exact name) and the projects like it, with what corresponds.

        ``other_years`` lets in the same project's copies of other years."""
        from yusuan.comparison import explained

        generation = self.generation
        deadline = self._deadline()
        project = _project(generation, reference, deadline)
        hits = generation.search.similar(
            project, other_divisions, limit, other_years=other_years, deadline=deadline
        )
        return project, explained(_nodes(generation), project.iri, hits, deadline)

    def other_years(self, reference: str) -> list[Record]:
        """The copies of a project in other years' disclosures, in order of year."""
        return self.generation.search.other_years(self.project(reference))

    def compare(self, ours: str, theirs: str) -> Comparison:
        """Two projects (code, IRI or exact name) side by side. Raises UsageError for one project twice."""
        from yusuan.comparison import compare

        generation = self.generation
        deadline = self._deadline()
        a, b = (_project(generation, each, deadline) for each in (ours, theirs))
        if a.iri == b.iri:
            raise UsageError(
                f"“{ours}”和“{theirs}”是同一个项目；请给出两个不同的项目。",
                f"'{ours}' and '{theirs}' are one project; give two different ones.",
            )
        return compare(_nodes(generation), a.iri, b.iri, generation.search.correspondences(a, b, deadline))

    def project(self, reference: str) -> Record:
        """The project with this code, IRI or exact name. Raises NotFound, naming several where there are."""
        return _project(self.generation, reference, self._deadline())

    def ask(self, question: str, lang: str | None = None, without: Sequence[tuple[int, int]] = ()) -> Answer:
        """The answer of the grammar to a question in Chinese, English or both; ``without`` are spans to leave out."""
        from yusuan.questions import answer

        return answer(question, self.generation, lang, without, self._deadline())

    def translated(self, answer: Answer, lang: str | None = None) -> Answer:
        """``answer``, or where it refuses for want of understanding, that of the language model of the settings."""
        if self.settings.llm is None:
            return answer
        from yusuan.questions.machine import translatable, translated

        if not translatable(answer):
            return answer
        return translated(answer, self.generation, self.settings.llm, lang, self._deadline())

    def _deadline(self) -> Deadline:
        return Deadline(self.settings.limits.seconds)

    def sparql(self, query: str, answer_format: str = "json") -> QueryAnswer:
        """The answer to a SPARQL query over the union of all graphs, run under limits in a child process."""
        return self.generation.queries.run(query, answer_format)

    def coverage(self, document: str | None = None) -> list[Coverage]:
        """Which numbers of one document (or of all) the graph accounts for."""
        from yusuan.coverage import coverage

        generation = self.generation
        return coverage(generation, None if document is None else [generation.document(document)])

    def issues(self) -> list[IssueGroup]:
        """What was not understood, by frequency; tables that no layout knows by their header."""
        from yusuan.issues import issues

        return issues(self.generation)

    def inspect(self, path: Path) -> dict[str, Any]:
        """What is seen in a file: its blocks, what each layout makes of its tables, what is read from it."""
        from yusuan.inspection import inspect

        return inspect(path, self.settings.reading)

    def text(self, document: str) -> str:
        """The canonical text of a document, on which every offset counts."""
        generation = self.generation
        return generation.document_text(generation.document(document))

    def export(self, export_format: str) -> bytes:
        """Everything, as json, turtle, nquads, jsonld or csv; the same bytes for the same documents."""
        from yusuan.graph.export import export

        return export(self.generation.store, export_format)

    def validate(self, progress: Progress | None = None) -> list[Violation]:
        """What breaks the SHACL shapes, a document at a time."""
        from yusuan.graph.validation import validate

        return validate(self.generation.store, progress)

    def check(self) -> list[Damage]:
        """Whether graph, text, vectors and documents agree; empty where they do."""
        return check_library(self.library)

    def repair(self, progress: Progress | None = None) -> Generation:
        """Build text and vectors again from the graph."""
        return repair_library(self.library, progress)

    def documents(self) -> list[dict[str, Any]]:
        """What is held: id, name, department, year, stage of each document."""
        held = self.generation.manifest["documents"]
        return [{"id": sha256, **_without_path(entry)} for sha256, entry in held.items()]

    def status(self) -> dict[str, Any]:
        """What is indexed: generation, documents, counts, engine and model; and what keeps queries from the network."""
        generation = self.generation
        manifest, made = generation.manifest, generation.search.vector_meta
        return {
            "indexes": str(self.settings.indexes),
            "generation": generation.name,
            "documents": self.documents(),
            "triples": manifest["triples"],
            "records": manifest["records"],
            "text_engine": manifest["text_engine"],
            "model": made.identity.name,
            "network_denied_by": deniable(),
            "vectors": {
                "count": made.count,
                "dimension": made.identity.dimension,
                "pooling": made.identity.pooling,
                "query_prompt": made.identity.query_prompt,
                "document_prompt": made.identity.document_prompt,
                "storage": made.storage,
                "search": made.search,
            },
        }


def _project(generation: Generation, reference: str, deadline: Deadline) -> Record:
    """See ``Services.project``. Raises QueryStopped after ``deadline``."""
    search = generation.search
    by_iri = search.record(reference)
    found = (
        [by_iri]
        if by_iri is not None and by_iri.kind == "project"
        else [
            record
            for record in deadline.each(search.records("project"))
            if reference in (record.code, record.label)
        ]
    )
    if len(found) == 1:
        return found[0]
    if found:
        codes = [record.code for record in found]
        listed = "、".join(
            f"{each.label}（{each.code if each.code and codes.count(each.code) == 1 else each.iri}，{each.department}）"
            for each in found[:5]
        )
        raise NotFound(
            f"有 {len(found)} 个项目叫“{reference}”：{listed}；请用项目编码或 IRI。",
            f"{len(found)} projects are named '{reference}': {listed}; give the project code or IRI.",
        )
    raise NotFound(
        f"没有项目“{reference}”；用 yusuan search 查找它的编码。",
        f"there is no project '{reference}'; find its code with `yusuan search`.",
    )


def _nodes(generation: Generation) -> Nodes:
    from yusuan.browse.nodes import Nodes

    return Nodes.of(generation)


def _without_path(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key != "path"}


def search_json(result: SearchResult) -> dict[str, Any]:
    """A search result in the form that interfaces rely on."""
    return {
        "query": result.query,
        "mode": result.mode,
        "total": result.total,
        "hits": [hit_json(hit) for hit in result.hits],
        "facets": result.facets,
        "expansion": _expansion_json(result.expansion),
    }


def _expansion_json(expansion: Expansion) -> dict[str, Any]:
    """What widened a query: spelling read otherwise, topics that it names and topics near to it (0 to 1)."""

    def topic(path: str) -> dict[str, Any]:
        known = find(path)
        return {"topic": path, "zh": known.zh if known else path, "en": known.en if known else path}

    return {
        "spelling": [{"word": word, "read_as": read_as} for word, read_as in expansion.spelling],
        "topics": [topic(path) for path in expansion.named],
        "near_topics": [{**topic(path), "nearness": near} for path, near in expansion.near],
    }


def hit_json(hit: Hit) -> dict[str, Any]:
    """One hit in the form that interfaces rely on."""
    record = hit.record
    return {
        "iri": record.iri,
        "kind": record.kind,
        "label": record.label,
        "code": record.code,
        "department": record.department,
        "division": record.division,
        "year": record.year,
        "score": round(hit.score, 6),
        "snippet": hit.snippet,
        "marks": [list(mark) for mark in hit.marks],
        "why": [in_words(reason) for reason in hit.why],
        "evidence": [
            {"document": e.document, "start": e.start, "end": e.end, "text": e.text} for e in hit.evidence
        ],
    }


def similar_json(project: Record, found: Sequence[Likeness]) -> dict[str, Any]:
    """Similar projects in the form that interfaces rely on: each hit with ``shared``, what the two have in common in words, and
    ``in_common``, the same as pairs of facts with their evidence."""
    from yusuan.comparison.as_json import likeness_json

    return {
        "query": project.code or project.label,
        "project": {
            "iri": project.iri,
            "code": project.code,
            "label": project.label,
            "department": project.department,
            "amount": None if project.amount is None else f"{project.amount:f}",
        },
        "mode": "similar",
        "total": len(found),
        "hits": [
            hit_json(each.hit)
            | {
                "amount": None if each.hit.record.amount is None else f"{each.hit.record.amount:f}",
                "shared": [in_words(reason) for reason in each.hit.shared],
                "in_common": likeness_json(each),
            }
            for each in found
        ],
    }
