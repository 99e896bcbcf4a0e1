"""What can go wrong, said once: every error carries one sentence in Chinese and one in English.

A sentence says what happened, where, and what to do. Commands turn an error into an exit status with
``exit_status``; the web turns it into an HTTP status of its own.
"""

from __future__ import annotations


class YusuanError(Exception):
    """An error a user can act on.

    ``zh`` and ``en`` are complete sentences; ``str()`` gives both, Chinese first.
    """

    exit_status = 1

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)  # both, so that an error survives the way back from a worker process
        self.zh = zh
        self.en = en

    def __str__(self) -> str:
        return f"{self.zh} / {self.en}"

    def said(self, lang: str) -> str:
        """The sentence in ``lang`` ("zh" or "en")."""
        return self.en if lang == "en" else self.zh


class UsageError(YusuanError):
    """The command or request was put together wrongly."""

    exit_status = 2


class SourceRefused(YusuanError):
    """A file that cannot become a disclosure: unreadable, empty, binary, unknown, or no disclosure."""


class IndexMissing(YusuanError):
    """There is no index where one was expected."""

    exit_status = 3


class IndexDamaged(YusuanError):
    """A part of the index is missing, unreadable or disagrees with the rest."""

    exit_status = 3


class IndexBusy(YusuanError):
    """Another process is writing the index."""


class StorageRefused(YusuanError):
    """The system would not let a file be read or written: rights, a read-only or full disk, too many open files.

    What was there is as it was, and nothing has to be mended."""


class NotFound(YusuanError):
    """A document, project or department that the index does not hold."""


class ModelError(YusuanError):
    """An embedding model that cannot be loaded, or is not the one the index was built with."""


class QueryRefused(YusuanError):
    """A query that is not run: not read-only, reaching the network, too long or too deep."""

    exit_status = 2


class QuerySyntax(QueryRefused):
    """A query that does not parse; ``line`` and ``column`` are 1-based where known."""

    def __init__(self, zh: str, en: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(zh, en)
        self.line = line
        self.column = column


class ModelFailed(YusuanError):
    """A language model that could not be reached, or whose query may not run or finds nothing."""


class QueryStopped(YusuanError):
    """A query that ran into a limit of time, memory or size and was stopped."""


def reason_of(error: BaseException) -> str:
    """What another program's error says, on one line of at most 200 characters; its kind where it says nothing."""
    return " ".join(str(error).split())[:200] or type(error).__name__
