"""The SPARQL 1.1 Protocol endpoint ``/sparql``, read-only: what a request asks, and in which form it is answered."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotAcceptable, UnsupportedMediaType

from yusuan.errors import QueryRefused
from yusuan.graph.sparql.safety import check_query
from yusuan.graph.spreadsheets import for_spreadsheets
from yusuan.web.context import services
from yusuan.web.linked_data import written
from yusuan.web.linked_data.dataset import with_dataset
from yusuan.web.linked_data.negotiation import GRAPHS, PAGE, SOLUTIONS, wanted

blueprint = Blueprint("sparql", __name__)
_DIRECT = "application/sparql-query"
_FORM = "application/x-www-form-urlencoded"
_ENDINGS = {
    "text/csv": "csv",
    "application/sparql-results+json": "json",
    "text/turtle": "ttl",
    "application/ld+json": "jsonld",
}
_NO_UPDATE = QueryRefused(
    "这里只能查询，不能更新；请用 query 参数提交 SELECT、ASK、CONSTRUCT 或 DESCRIBE。",
    "Only queries run here, no updates; send SELECT, ASK, CONSTRUCT or DESCRIBE in the parameter query.",
)


@blueprint.route("/sparql", methods=["GET", "POST"])
@blueprint.route("/sparql/", methods=["GET", "POST"])
def endpoint() -> ResponseReturnValue:
    """Answers a query; without one, describes the service or leads people to the editor."""
    if request.method == "GET" and not request.args.keys() - {"format", "lang"}:
        return _service()
    query = _query()
    default, named = request.values.getlist("default-graph-uri"), request.values.getlist("named-graph-uri")
    query = with_dataset(query, default, named)
    answer = services().sparql(query, _format(query))
    as_file = "download" in request.args
    spreadsheet = as_file and answer.media_type.startswith("text/csv")
    body = for_spreadsheets(answer.body) if spreadsheet else answer.body
    response = Response(body, content_type=answer.media_type)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Vary"] = "Accept"
    if as_file:
        ending = _ENDINGS.get(answer.media_type.partition(";")[0], "txt")
        response.headers["Content-Disposition"] = f'attachment; filename="query.{ending}"'
    return response


def _query() -> str:
    """The query of this request. BadRequest where there is none or more than one, QueryRefused for an update."""
    if request.method == "POST" and request.mimetype == _DIRECT:
        return _direct()
    if request.method == "POST" and request.mimetype == "application/sparql-update":
        raise _NO_UPDATE
    if request.method == "POST" and request.mimetype != _FORM:
        raise UnsupportedMediaType(f"Content-Type: {_FORM} / {_DIRECT}")
    if request.values.getlist("update"):
        raise _NO_UPDATE
    found = request.form.getlist("query") if request.method == "POST" else request.args.getlist("query")
    if len(found) != 1:
        raise QueryRefused(
            f"应有且只有一个 query 参数，这里有 {len(found)} 个。",
            f"There must be exactly one parameter query; here there are {len(found)}.",
        )
    return found[0]


def _direct() -> str:
    charset = request.mimetype_params.get("charset", "utf-8")
    try:
        if charset.lower().replace("-", "") != "utf8":
            raise UnicodeError(charset)
        return request.get_data().decode("utf-8")
    except UnicodeError as error:
        raise QueryRefused("查询必须是 UTF-8 编码。", "The query must be encoded in UTF-8.") from error


def _format(query: str) -> str:
    form = check_query(query, services().settings.limits).form
    graph = form in ("CONSTRUCT", "DESCRIBE")
    offered = GRAPHS if graph else SOLUTIONS
    if "download" in request.args and request.values.get("format") not in offered:
        return "turtle" if graph else "json"  # the page cannot know what kind of query was typed
    try:
        return wanted(request, offered)
    except NotAcceptable:
        return "turtle" if graph else "json"


def _service() -> ResponseReturnValue:
    """The service description, or the editor for a browser."""
    kind = wanted(request, {**GRAPHS, **PAGE})
    if kind == "html":
        return redirect("/query", 303)
    endpoint_iri = request.base_url.rstrip("/")
    text = f"""@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
<{endpoint_iri}> a sd:Service ; sd:endpoint <{endpoint_iri}> ; sd:supportedLanguage sd:SPARQL11Query ;
  sd:feature sd:UnionDefaultGraph ;
  sd:resultFormat <http://www.w3.org/ns/formats/SPARQL_Results_JSON>, <http://www.w3.org/ns/formats/SPARQL_Results_XML>,
    <http://www.w3.org/ns/formats/SPARQL_Results_CSV>, <http://www.w3.org/ns/formats/Turtle> ."""
    return written(text, kind)
