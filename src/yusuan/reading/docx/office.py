"""Old Word files and those of other office programs (.doc .dot .wps .rtf .odt …): LibreOffice makes a .docx of them.

LibreOffice is a program beside this one: without it such a file is refused with a sentence that says what to install. It
runs with a profile and a folder of its own, without macros, links or network, and is ended with all that it started
when its time is over.
"""

from __future__ import annotations

import hashlib
import math
import os
import re
import shutil
import signal
import struct
import subprocess
import tempfile
from pathlib import Path, PurePath

from yusuan.errors import SourceRefused
from yusuan.model.document import Document, Source
from yusuan.reading.compound import MAGIC, CompoundFile
from yusuan.reading.docx import read_docx
from yusuan.reading.docx.package import encrypted
from yusuan.reading.sniff import sniff

MEDIA_TYPES = {
    ".doc": "application/msword",
    ".dot": "application/msword",
    ".wps": "application/vnd.ms-works",
    ".wpt": "application/vnd.ms-works",
    ".rtf": "application/rtf",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ott": "application/vnd.oasis.opendocument.text-template",
    ".xml": "application/msword",
}
_SUFFIXES = {"doc": ".doc", "rtf": ".rtf", "odt": ".odt", "wordxml": ".xml"}
_ENCRYPTED = 0x0100
"""The flag of a Word 97 file under a password, in the word at offset 10 of its main stream."""
LIBREOFFICE_SUFFIXES = frozenset(MEDIA_TYPES) - {".xml"}
"""What is read through LibreOffice, by suffix, lower case."""

SECONDS = 45.0
"""Of the processor's time; by the clock it is PATIENCE times as much, less than a guarded child has in all."""
PATIENCE = 4.0
MEMORY_BYTES = 3 * 1024**3
_MOST_OUTPUT_BYTES = 256 * 1024**2
_PLACES = (
    "/usr/bin/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value>
</prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value>
</prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"""
"""Nothing that a file links to is fetched: macros and links are off, and the way out leads to a port where nobody listens."""


def read_office(data: bytes, name: str, seconds: float = SECONDS) -> Document:
    """The Document of a file that LibreOffice reads, within ``seconds`` of processor time; its source is the file itself, not what was made
    of it.

    Raises SourceRefused, with one sentence naming the file, where LibreOffice is missing, takes too long or cannot read it.
    """
    found = sniff(data, name)
    if found == "docx":
        return read_docx(data, name)
    suffix = _SUFFIXES.get(found, PurePath(name).suffix.lower())
    if data.startswith(MAGIC):
        suffix = _compound_suffix(data, name)
    source = Source(hashlib.sha256(data).hexdigest(), name, MEDIA_TYPES.get(suffix, MEDIA_TYPES[".doc"]), "")
    return read_docx(converted(data, name, suffix, seconds=seconds), name, source)


def _compound_suffix(data: bytes, name: str) -> str:
    """What a compound file is to be called so that LibreOffice knows it: WPS writes the same format as Word 97. Raises
    SourceRefused for one under a password."""
    try:
        file = CompoundFile(data)
        if "WordDocument" not in file.names:
            return PurePath(name).suffix.lower()
        (flags,) = struct.unpack_from("<H", file.stream("WordDocument"), 10)
    except (ValueError, KeyError, IndexError, struct.error):
        return ".doc"  # damaged: what LibreOffice cannot open is refused below
    if flags & _ENCRYPTED:
        raise encrypted(name)
    return ".doc"


def libreoffice() -> str | None:
    """The path of LibreOffice's program, or ``None`` where it is not installed."""
    for program in ("soffice", "libreoffice"):
        if found := shutil.which(program):
            return found
    return next((place for place in _PLACES if Path(place).is_file()), None)


def converted(
    data: bytes,
    name: str,
    suffix: str,
    to: str = "docx",
    seconds: float = SECONDS,
    memory: int = MEMORY_BYTES,
) -> bytes:
    """What LibreOffice makes of ``data``, a file of the kind ``suffix``, in the format ``to`` ("docx", or with the name of a
    filter "xml:MS Word 2003 XML").

    Raises SourceRefused where LibreOffice is missing, needs more than ``seconds`` of processor time (by the clock PATIENCE times
    that) or ``memory`` bytes, or fails.
    """
    program = libreoffice()
    if program is None:
        raise SourceRefused(
            f"{name}：读取 {suffix} 文件需要 LibreOffice，本机没有安装；请安装 LibreOffice，或用 Word、WPS 另存为 .docx 后再导入。",
            f"{name}: reading a {suffix} file needs LibreOffice, which is not installed; install it, or save the file as .docx.",
        )
    with tempfile.TemporaryDirectory(prefix="yusuan-office-") as folder:
        place = Path(folder)
        given = place / f"document{suffix if re.fullmatch(r'[.][a-z0-9]{1,5}', suffix) else '.doc'}"
        given.write_bytes(data)
        profile = place / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
        made = place / "made" / f"document.{to.partition(':')[0]}"
        command = [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            *(
                "--headless",
                "--norestore",
                "--nodefault",
                "--nologo",
                "--nolockcheck",
                "--nofirststartwizard",
            ),
            *("--convert-to", to, "--outdir", str(made.parent), str(given)),
        ]
        if not _finished(command, place, seconds, memory):
            raise SourceRefused(
                f"{name}：LibreOffice 用了 {seconds:g} 秒的处理器时间或等了 {seconds * PATIENCE:g} 秒仍没有转换完，未读取；"
                "请用 Word、WPS 另存为 .docx 后再导入。",
                f"{name}: LibreOffice did not convert it within {seconds:g} s of processor time and {seconds * PATIENCE:g} s "
                "by the clock; save the file as .docx and ingest again.",
            )
        if not made.is_file() or not made.stat().st_size:
            raise SourceRefused(
                f"{name}：LibreOffice 打不开这个文件，可能已损坏或加密；请用 Word、WPS 另存为 .docx 后再导入。",
                f"{name}: LibreOffice cannot open the file, perhaps damaged or encrypted; save it as .docx and ingest again.",
            )
        return made.read_bytes()


def _finished(command: list[str], folder: Path, seconds: float, memory: int) -> bool:
    """Run ``command`` in ``folder``; whether it ended by itself, in time. All that it started is ended in any case, also where this
    process is."""
    posix = os.name == "posix"
    if posix:  # limits are set by a shell: a function run between fork and exec is not safe among threads
        limits = (("v", memory // 1024), ("f", _MOST_OUTPUT_BYTES // 512), ("t", math.ceil(seconds)))
        bounds = "".join(f"ulimit -{kind} {most} || :; " for kind, most in limits)
        command = ["/bin/sh", "-c", bounds + _WATCHED, "sh", *command]
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=_environment(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=posix,
    )
    try:
        return process.wait(seconds * PATIENCE) not in _ENDED_BY_KERNEL
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end(process, posix)


_ENDED_BY_KERNEL = frozenset((128 + 9, 128 + 24))
"""What a shell says of a program that met its limit of processor time: by SIGKILL, or by SIGXCPU."""
_WATCHED = 'exec 3<&0; "$@" </dev/null 3<&- & main=$!; (read _ <&3; kill -KILL 0) & wait "$main"'
"""Run the command; when the other end of standard input closes, because who held it ended, end the whole group."""


def _end(process: subprocess.Popen[bytes], group: bool) -> None:
    try:
        if group:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    except (ProcessLookupError, PermissionError):
        pass  # all of it has ended already
    process.wait()
    if process.stdin is not None:
        process.stdin.close()


def _environment(folder: Path) -> dict[str, str]:
    kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if key in os.environ}
    return {**kept, "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}
