"""What happens inside a guarded child: its bounds are set, tasks are run, and what went wrong is told as a ``Loss``."""

from __future__ import annotations

import os
import pickle
import re
import signal
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Literal

from yusuan import network
from yusuan.errors import SourceRefused
from yusuan.settings import ReadingLimits

Kind = Literal["time", "memory", "abort", "nesting", "result", "crash", "error"]

RETIRED = 86
"""The exit code of a child that leaves between two tasks because it keeps too much memory."""
_LOSS = b"LOSS"
_SENTENCES: dict[Kind, tuple[str, str]] = {
    "time": (
        "读取用了超过 {seconds} 秒的处理器时间，或 {wall} 秒仍没有读完，已停止，未收录；请拆分文件，或调大 YUSUAN_READ_SECONDS。",
        "reading it took more than {seconds} s of processor time, or {wall} s by the clock, and was stopped; split it, or raise "
        "YUSUAN_READ_SECONDS.",
    ),
    "memory": (
        "读取所需内存超过 {memory} MB，已停止，未收录；请拆分文件，或调大 YUSUAN_READ_MEMORY_MB。",
        "reading it takes more than {memory} MB of memory and was stopped; split it, or raise YUSUAN_READ_MEMORY_MB.",
    ),
    "abort": (
        "读取中途停止，多半是所需内存超过 {memory} MB，未收录；请拆分文件，或调大 YUSUAN_READ_MEMORY_MB；仍不行则文件可能已损坏，请重新下载。",
        "reading it was given up, most likely because it takes more than {memory} MB of memory; split it, or raise "
        "YUSUAN_READ_MEMORY_MB; failing that it is perhaps damaged: download it again.",
    ),
    "nesting": (
        "内容嵌套过深，不像一份公开文件，未收录；请另存后再导入。",
        "it is nested too deeply for a disclosure; left out. Save it anew and ingest it again.",
    ),
    "result": (
        "内容超过 {result} MB，不像一份公开文件，未收录；请拆分后再导入。",
        "it says more than {result} MB, too much for one disclosure; left out. Split it and ingest it again.",
    ),
    "crash": (
        "读取时程序崩溃（{detail}），文件可能已损坏，未收录；请重新下载或另存后再导入。",
        "reading it crashed ({detail}), perhaps it is damaged; left out. Download it again or save it anew.",
    ),
    "error": (
        "读取时程序出错（{detail}），未收录；请把这个文件报告给我们。",
        "the program failed on it ({detail}); left out. Please report this file.",
    ),
}


@dataclass(frozen=True, slots=True)
class Loss:
    """Why a task gave no result: ``kind``, and where known a ``detail`` for whoever mends it."""

    kind: Kind
    detail: str = ""

    @property
    def fatal(self) -> bool:
        """Whether the child that met it is not to be used again."""
        return self.kind in ("time", "memory", "abort", "crash")

    def refusal(self, name: str, limits: ReadingLimits) -> SourceRefused:
        """The one sentence for the file ``name``."""
        values = {
            "seconds": f"{limits.seconds:g}",
            "wall": f"{limits.seconds * limits.patience:g}",
            "memory": limits.memory // 1024**2,
            "result": limits.result_bytes // 1024**2,
            "detail": self.detail,
        }
        zh, en = _SENTENCES[self.kind]
        return SourceRefused(f"{name}：{zh.format(**values)}", f"{name}: {en.format(**values)}")


def loss_of(code: int | None) -> Loss:
    """What an exit code says: negative ones are signals."""
    if code in (-signal.SIGALRM, -signal.SIGPROF):
        return Loss("time")
    if code == -signal.SIGKILL:  # nobody but the kernel, short of memory, sends it
        return Loss("memory")
    if code == -signal.SIGABRT:  # what native libraries do when memory is refused, and seldom else
        return Loss("abort")
    return Loss("crash", signal.Signals(-code).name if code and code < 0 else f"exit {code}")


def loss_in(reply: bytes) -> Loss | None:
    """The Loss that a child's reply holds, where it holds one."""
    return pickle.loads(reply[len(_LOSS) :]) if reply.startswith(_LOSS) else None


def serve(connection: Connection, limits: ReadingLimits, folder: str) -> None:
    """Run tasks, (function, arguments) one after another, until the other end is closed."""
    os.setsid()
    _quiet()
    tempfile.tempdir = os.environ["TMPDIR"] = folder
    network.deny(local=True)  # LibreOffice speaks to itself through sockets with a file's name
    _bound(limits)
    fresh = _data_bytes()
    while True:
        try:
            function, arguments = connection.recv()
            reply = _reply(function, arguments, limits)
            connection.send_bytes(reply)
        except (EOFError, OSError):
            os.killpg(0, signal.SIGKILL)  # nobody listens: leave, with all that was started
        if _data_bytes() - fresh > limits.memory // 4:
            os._exit(RETIRED)


_MEMORY = Loss("memory")


def _reply(function: Callable[..., Any], arguments: tuple[Any, ...], limits: ReadingLimits) -> bytes:
    _clock.start(limits)
    try:
        result = pickle.dumps(function(*arguments), protocol=5)
    except MemoryError:
        return _LOSS + pickle.dumps(_MEMORY)
    except RecursionError:
        return _LOSS + pickle.dumps(Loss("nesting"))
    except Exception as error:  # one file's defect must not cost the others
        if _lacked_memory(error):
            return _LOSS + pickle.dumps(_MEMORY)
        said = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        return _LOSS + pickle.dumps(Loss("error", said))
    finally:
        _clock.stop()
    return result if len(result) <= limits.result_bytes else _LOSS + pickle.dumps(Loss("result"))


_REFUSED_TO_CPP = re.compile(r"\bstd::bad_alloc\Z")


def _lacked_memory(error: BaseException | None) -> bool:
    """Whether an error comes of memory that was refused; C++ says so by the name of its exception."""
    while error is not None:
        if isinstance(error, MemoryError) or _REFUSED_TO_CPP.search(str(error).rstrip()):
            return True
        error = error.__cause__ or error.__context__
    return False


class _Clock:
    """The time of one task: the processor's, and by the clock. The kernel ends the process when either is up, whatever code is
    running."""

    def __init__(self) -> None:
        self._spare = 0.0
        self._limits = ReadingLimits()

    def start(self, limits: ReadingLimits) -> None:
        self._limits, self._spare = limits, limits.scan_seconds
        self._set(limits.seconds, limits.seconds * limits.patience)

    def allow(self, seconds: float) -> None:
        used, waited = (signal.getitimer(kind)[0] for kind in (signal.ITIMER_PROF, signal.ITIMER_REAL))
        more = min(seconds, self._spare)
        if used and waited and more > 0:
            self._spare -= more
            cores = os.cpu_count() or 1  # pictures are read by several threads, whose time adds up
            self._set(used + more * cores, waited + more * self._limits.patience)

    def stop(self) -> None:
        self._set(0, 0)

    def _set(self, processor: float, clock: float) -> None:
        signal.setitimer(signal.ITIMER_PROF, processor)
        signal.setitimer(signal.ITIMER_REAL, clock)


_clock = _Clock()


def allow_more_time(seconds: float) -> None:
    """Give the task at hand ``seconds`` more of each core, and the patience that goes with them: for work that is slow by nature,
    such as a page read from a picture.

    All that is given together is bound by ``ReadingLimits.scan_seconds``. Outside of a guarded child nothing happens.
    """
    _clock.allow(seconds)


def _quiet() -> None:
    """Libraries print warnings about hostile files; standard output belongs to the command's answer."""
    for ended_by in (signal.SIGALRM, signal.SIGPROF):
        signal.signal(ended_by, signal.SIG_DFL)
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)


def _bound(limits: ReadingLimits) -> None:
    """Bound what is kept in memory and written to disk; no core dumps.

    RLIMIT_DATA, not RLIMIT_AS: recognising a page keeps 550 MB and maps 960 MB, and libraries reserve far more.
    """
    try:
        import resource
    except ImportError:
        return  # no such limits on this system: time and sizes still bound a file
    hard = resource.RLIM_INFINITY
    for kind, most in (
        (resource.RLIMIT_DATA, _data_bytes() + limits.memory),
        (resource.RLIMIT_FSIZE, limits.memory),
        (resource.RLIMIT_CORE, 0),
    ):
        with_hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most if with_hard == hard else min(most, with_hard), with_hard))


def _data_bytes() -> int:
    """What this process keeps in memory of its own, in bytes; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as pages:
            return int(pages.read().split()[5]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        return 0
