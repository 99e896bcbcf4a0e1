"""Every setting of a run as one typed object, read once from the environment and passed explicitly.

Command-line options override the environment; nothing below the composition root reads ``os.environ``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import urlsplit

from yusuan.errors import UsageError

Encoding = Literal["auto", "static", "sentence-transformers"]
DEFAULT_BASE = "https://w3id.org/yusuan/id/"
_MB = 1024**2


@dataclass(frozen=True, slots=True)
class QueryLimits:
    """Bounds of one SPARQL query: characters, nesting levels, seconds, bytes of memory, rows. ``seconds`` bounds one search and one
    question as well."""

    characters: int = 20_000
    nesting: int = 60
    seconds: float = 10.0
    memory: int = 2 * 1024**3
    rows: int = 100_000


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """Bounds of reading one file, whoever made it.

    ``seconds`` of the processor's time, and at most ``scan_seconds`` more where a machine has to read pictures; of time by the
    clock ``patience`` times as much, for what waits its turn on a busy machine, or for nothing; ``memory`` and ``file_bytes`` in
    bytes; ``result_bytes`` of what is made of it; and of an archive (a .zip) all it unpacks to
    together in ``archive_bytes``, its ``members``, and the ``depth`` of archives inside archives.
    """

    seconds: float = 60.0
    scan_seconds: float = 900.0
    patience: float = 5.0
    memory: int = 1536 * _MB
    file_bytes: int = 64 * _MB
    result_bytes: int = 64 * _MB
    archive_bytes: int = 1024 * _MB
    members: int = 5_000
    depth: int = 3


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A server that speaks the OpenAI protocol: ``url`` of its chat completions, ``model`` where it has several,
    ``key`` where it wants one (never shown), ``seconds`` for one question, a second try included."""

    url: str
    model: str | None = None
    key: str | None = field(default=None, repr=False)
    seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run depends on.

    ``indexes`` is the folder ingest builds, ``base`` the IRI prefix of minted data, ``text_engine``
    "tantivy" or "whoosh", ``cutter`` "rjieba" or "jieba", ``model`` a sentence-transformers name or
    path (``None``: the index's own, or the model that ships), ``query_prompt`` and ``document_prompt`` what is put before a query
    and a document (``None``: what the model asks for), ``jobs`` the number of processes (0: all cores), ``limits`` the bounds of a
    query and ``reading`` those of reading a file. ``llm`` is the language model that may translate questions the grammar
    cannot read; there is none by default.
    """

    indexes: Path = Path("indexes")
    base: str = DEFAULT_BASE
    text_engine: str = "tantivy"
    cutter: str = "rjieba"
    model: str | None = None
    encoder: Encoding = "auto"
    query_prompt: str | None = None
    document_prompt: str | None = None
    jobs: int = 0
    limits: QueryLimits = QueryLimits()
    reading: ReadingLimits = ReadingLimits()
    llm: LanguageModel | None = None

    def with_changes(self, **changes: Any) -> Settings:
        """A copy with the given fields replaced; ``None`` leaves a field as it is."""
        return replace(self, **{name: value for name, value in changes.items() if value is not None})


_CHOICES = {
    "YUSUAN_TEXT_ENGINE": ("tantivy", "whoosh"),
    "YUSUAN_CUTTER": ("rjieba", "jieba"),
    "YUSUAN_ENCODER": ("auto", "static", "sentence-transformers"),
}
"""Variables that name one of a few things; the first is the default."""


def from_environment(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from ``YUSUAN_*`` variables; absent ones keep their defaults."""
    env = os.environ if environ is None else environ
    for variable, allowed in _CHOICES.items():
        if env.get(variable, allowed[0]) not in allowed:
            raise UsageError(
                f"{variable} 不能是“{env[variable]}”；可用 {'、'.join(allowed)}。",
                f"{variable} cannot be '{env[variable]}'; use one of {', '.join(allowed)}.",
            )
    limits = QueryLimits(seconds=_number(env, "YUSUAN_QUERY_SECONDS", "10"))
    return Settings(
        indexes=Path(env.get("YUSUAN_INDEXES", "indexes")),
        base=env.get("YUSUAN_BASE", DEFAULT_BASE),
        text_engine=env.get("YUSUAN_TEXT_ENGINE", "tantivy"),
        cutter=env.get("YUSUAN_CUTTER", "rjieba"),
        model=env.get("YUSUAN_MODEL") or None,
        encoder=cast(Encoding, env.get("YUSUAN_ENCODER", "auto")),
        query_prompt=env.get("YUSUAN_QUERY_PROMPT"),
        document_prompt=env.get("YUSUAN_DOCUMENT_PROMPT"),
        jobs=int(_number(env, "YUSUAN_JOBS", "0")),
        limits=limits,
        reading=_reading(env),
        llm=_language_model(env),
    )


def _language_model(env: Mapping[str, str]) -> LanguageModel | None:
    """The language model that ``YUSUAN_LLM_URL`` names; its key and address are never part of a message."""
    url = env.get("YUSUAN_LLM_URL", "").strip()
    if not url:
        return None
    key = env.get("YUSUAN_LLM_KEY", "").strip() or None
    if not _is_server(url):
        raise UsageError(
            "YUSUAN_LLM_URL 应是 http:// 或 https:// 开头的地址，不带用户名和参数；密钥写在 YUSUAN_LLM_KEY。",
            "YUSUAN_LLM_URL must be an http:// or https:// address without user name or parameters; "
            "a key goes into YUSUAN_LLM_KEY.",
        )
    if key is not None and not (key.isascii() and key.isprintable() and " " not in key):
        raise UsageError(
            "YUSUAN_LLM_KEY 中有不能用于 HTTP 的字符，请核对。",
            "YUSUAN_LLM_KEY holds characters that HTTP cannot carry; check it.",
        )
    seconds = max(1.0, _number(env, "YUSUAN_LLM_SECONDS", "30"))
    return LanguageModel(_completions(url), env.get("YUSUAN_LLM_MODEL", "").strip() or None, key, seconds)


def _is_server(url: str) -> bool:
    try:
        parts = urlsplit(url)
        plain = parts.port != 0 and not (parts.username or parts.password or parts.query or parts.fragment)
    except ValueError:
        return False
    return plain and parts.scheme in ("http", "https") and bool(parts.hostname) and url.isascii() and url.isprintable()


def _completions(url: str) -> str:
    """The address of chat completions below that of a server or of its ``/v1``."""
    url = url.rstrip("/")
    if url.endswith("/chat/completions"):
        return url
    return url + ("/chat/completions" if url.endswith("/v1") else "/v1/chat/completions")


def _reading(env: Mapping[str, str]) -> ReadingLimits:
    """The bounds of reading a file; sizes are set in MB."""

    def megabytes(variable: str, default: int) -> int:
        return max(1, int(_number(env, variable, str(default // _MB)) * _MB))

    usual = ReadingLimits()
    return ReadingLimits(
        seconds=max(0.1, _number(env, "YUSUAN_READ_SECONDS", str(usual.seconds))),  # a timer of 0 never rings
        scan_seconds=_number(env, "YUSUAN_SCAN_SECONDS", str(usual.scan_seconds)),
        memory=megabytes("YUSUAN_READ_MEMORY_MB", usual.memory),
        file_bytes=megabytes("YUSUAN_FILE_MB", usual.file_bytes),
        archive_bytes=megabytes("YUSUAN_ARCHIVE_MB", usual.archive_bytes),
        members=int(_number(env, "YUSUAN_ARCHIVE_MEMBERS", str(usual.members))),
        depth=int(_number(env, "YUSUAN_ARCHIVE_DEPTH", str(usual.depth))),
    )


def _number(env: Mapping[str, str], variable: str, default: str) -> float:
    try:
        value = float(env.get(variable, default))
    except ValueError:
        value = -1.0
    if value < 0:
        raise UsageError(
            f"{variable} 应是不小于 0 的数，不能是“{env[variable]}”。",
            f"{variable} must be a number not below 0, not '{env[variable]}'.",
        )
    return value
