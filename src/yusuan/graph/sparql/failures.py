"""What went wrong in the worker, by the head of its reply → the error to raise, in zh and en."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from yusuan.errors import QueryRefused, QueryStopped, QuerySyntax, UsageError, YusuanError
from yusuan.graph.engine_errors import explained
from yusuan.settings import QueryLimits


def error_of(head: dict[str, Any], limits: QueryLimits, format: str, folder: Path) -> YusuanError:
    """The error to raise for the head of a reply that has one."""
    kind, message = head["error"], str(head.get("message", ""))
    if kind == "files":
        return explained(folder, OSError(message))
    if kind == "syntax":
        return _syntax(head)
    error, zh, en = _TOLD.get(kind, _TOLD["failed"])
    values = {
        "seconds": f"{limits.seconds:g}",
        "rows": limits.rows,
        "megabytes": limits.memory // 1024**2,
        "format": format,
        "message": message,
    }
    return error(zh.format(**values), en.format(**values))


_TOO_MUCH = (
    QueryStopped,
    "查询所用内存超过 {megabytes} MB 或结构过于复杂，已停止；请简化查询。",
    "The query took more than {megabytes} MB of memory or was too complex and was stopped; simplify it.",
)
_TOLD: dict[str, tuple[type[YusuanError], str, str]] = {
    "time": (
        QueryStopped,
        "查询超过 {seconds} 秒，已停止；请缩小范围或加 LIMIT。",
        "The query ran longer than {seconds} seconds and was stopped; narrow it or add LIMIT.",
    ),
    "rows": (
        QueryStopped,
        "结果超过 {rows} 行，已停止；请加 LIMIT 或缩小范围。",
        "The answer has more than {rows} rows and was stopped; add LIMIT or narrow the query.",
    ),
    "graph": (
        QueryRefused,
        "本库中没有图 <{message}>：FROM 只能用本库的图。",
        "There is no graph <{message}> here: FROM takes only graphs of this index.",
    ),
    "format": (
        UsageError,
        "这种查询不能写成 {format}，可用：{message}。",
        "This kind of query cannot be written as {format}; use one of {message}.",
    ),
    "refused": (
        QueryRefused,
        "查询无法执行：{message}。请修改后再试。",
        "The query cannot be run: {message}. Change it and try again.",
    ),
    "crash": _TOO_MUCH,
    "memory": _TOO_MUCH,
    "failed": (
        QueryStopped,
        "查询没有完成：{message}。请修改后再试。",
        "The query did not finish: {message}. Change it and try again.",
    ),
}
"""The "error" of a reply's head → the error to raise, and what it says in zh and en."""


def _syntax(head: dict[str, Any]) -> QuerySyntax:
    line, column, found = head["line"], head["column"], str(head["found"])[:60]
    wanted = f"（例如应为：{head['expected']}）" if head["expected"] else ""
    expected = f" (expected, for example: {head['expected']})" if head["expected"] else ""
    return QuerySyntax(
        f"查询语法错误，第 {line} 行第 {column} 列："
        + (f"“{found}”放在这里不对" if found else "查询没有写完")
        + wanted
        + "。",
        f"Syntax error in line {line}, column {column}: "
        + (f'"{found}" does not fit here' if found else "the query ends too early")
        + f"{expected}.",
        line,
        column,
    )
