"""The MCP server: tools with typed parameters, described in Chinese and English, that only read."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Annotated, Literal, ParamSpec

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from yusuan import __version__
from yusuan.agents import results
from yusuan.agents.results import Result
from yusuan.app import Services
from yusuan.errors import YusuanError
from yusuan.model.record import Filters

_INSTRUCTIONS = """\
县级部门预算公开的知识图谱：部门、项目、绩效指标、资金支出计划、收支金额，每一条都有原文出处（文档 SHA-256 与字符位置）。
先用 ask 提问；它没有看懂时用 search 检索，或用 sparql 查询。金额以元为单位。没有数据时不会编造。

Budget disclosures of Chinese counties as a knowledge graph: departments, projects, indicators, payment plans, amounts,
each with the words of the document that state it (document SHA-256 and character offsets). Try `ask` first; where it does
not understand, use `search` or `sparql`. Amounts are in yuan. What the data lacks is said, never made up."""

Question = Annotated[str, Field(min_length=1, max_length=300, description="问题，中文或英文 A question, Chinese or English")]
Words = Annotated[str, Field(min_length=1, max_length=500, description="要找的词语或意思 Words or meaning to find")]
Mode = Annotated[
    Literal["hybrid", "keyword", "semantic"], Field(description="综合、按词、按意思 Both, by words, by meaning")
]
Kind = Annotated[
    Literal["project", "indicator", "activity", "responsibility", "department", "budget-line", "passage"] | None,
    Field(description="只要一类 Only one kind of record"),
]
Division = Annotated[str | None, Field(description="行政区划的名称或代码 A division, by name or code")]
Year = Annotated[int | None, Field(ge=1990, le=2100, description="财政年度 The fiscal year")]
Limit = Annotated[int, Field(ge=1, le=50, description="最多几条 At most this many")]
Project = Annotated[str, Field(min_length=1, description="项目编码、IRI 或完整名称 A project's code, IRI or exact name")]
Elsewhere = Annotated[bool, Field(description="只看其他县 Only projects of other counties")]
Query = Annotated[
    str, Field(min_length=1, description="SPARQL 1.1 查询，常用前缀无需声明 A SPARQL 1.1 query; the usual prefixes are known")
]
Document = Annotated[
    str, Field(min_length=1, description="SHA-256、其唯一前缀或文件名 A SHA-256, a unique prefix of one, or a file name")
]
Start = Annotated[int, Field(ge=0, description="起始字符，从 0 起 First character, from 0")]
End = Annotated[int | None, Field(ge=1, description="结束字符，不含 End, exclusive; at most 20,000 characters are given")]
Offset = Annotated[int, Field(ge=0, description="跳过几份 How many to skip")]

P = ParamSpec("P")
_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)


_TITLES = {
    "ask": "提问 Ask",
    "search": "检索 Search",
    "similar": "相似项目 Similar projects",
    "sparql": "SPARQL",
    "documents": "文档列表 Documents",
    "document": "文档原文 Document text",
}
"""The tools by the methods of ``Tools``, with what they are called."""


class Tools:
    """What an agent may ask of ``services``, a method each; their docstrings and annotations are what it is told of them."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def ask(self, question: Question) -> Result:
        """回答关于预算的问题：答案、数据行、所用 SPARQL、原文出处；看不懂就说哪个词没有看懂。

        Answers a question about the budgets: sentence, rows, the SPARQL used, the words it rests on. `status` is
        answered, no_data or not_understood; `machine` is true where a language model wrote the query.
        """
        return results.ask(self._services, question)

    def search(
        self,
        query: Words,
        mode: Mode = "hybrid",
        kind: Kind = None,
        division: Division = None,
        year: Year = None,
        limit: Limit = 10,
    ) -> Result:
        """按词、按意思检索项目、指标、职责、预算数和段落；每条说明为何命中并给出原文。

        Finds projects, indicators, duties, budget lines and passages by word and by meaning; each hit says why it is
        there and gives the words of the document.
        """
        return results.search(self._services, query, mode, Filters(kind=kind, division=division, year=year), limit)

    def similar(self, project: Project, other_divisions: Elsewhere = False, limit: Limit = 10) -> Result:
        """找与某个项目相似的项目，说明相似之处。

        Finds projects like one project and says what they share.
        """
        return results.similar(self._services, project, other_divisions, limit)

    def sparql(self, query: Query) -> Result:
        """在全部图上运行只读的 SPARQL 1.1 查询；至多给出 100 行。

        Runs a read-only SPARQL 1.1 query over all graphs, limited in time and memory; gives at most 100 rows.
        """
        return results.sparql(self._services, query)

    def documents(self, offset: Offset = 0, limit: Limit = 50) -> Result:
        """列出收录的公开文件。

        Lists the disclosures that are held: id (SHA-256), name, department, year, stage.
        """
        return results.documents(self._services, offset, limit)

    def document(self, document: Document, start: Start = 0, end: End = None) -> Result:
        """读取文档的规范文本；出处里的位置都按它计数。

        Reads the canonical text of a document; the offsets of all evidence count on it (Unicode code points).
        """
        return results.document(self._services, document, start, end)


def server(services: Services) -> MCPServer[None]:
    """The server over ``services``; each call sees the generation that is current then."""
    made: MCPServer[None] = MCPServer(
        "yusuan", title="预算图谱 Yusuan", instructions=_INSTRUCTIONS, version=__version__, log_level="WARNING"
    )
    tools = Tools(services)
    for name, title in _TITLES.items():
        made.tool(title=title, annotations=_READS)(_told(getattr(tools, name)))
    return made


def _told(function: Callable[P, Result]) -> Callable[P, Result]:
    """``function`` with its YusuanErrors as errors of the protocol, in both languages."""

    @functools.wraps(function)
    def told(*args: P.args, **kwargs: P.kwargs) -> Result:
        try:
            return function(*args, **kwargs)
        except YusuanError as error:
            raise ToolError(str(error)) from error

    return told
