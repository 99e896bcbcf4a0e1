"""Old Word files go through LibreOffice, or are refused with a sentence that says what to do. Most tests put a small
program in its place, so that they need no LibreOffice and hang on nothing."""

from __future__ import annotations

import hashlib
import io
import os
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest
from docx_parts import docx, p, tbl, tr

from yusuan.errors import SourceRefused
from yusuan.reading import read
from yusuan.reading.compound import MAGIC
from yusuan.reading.docx import office
from yusuan.reading.docx.office import LIBREOFFICE_SUFFIXES, converted, libreoffice, read_office

needs_a_shell = pytest.mark.skipif(
    os.name != "posix", reason="the program in LibreOffice's place is a shell script"
)
needs_libreoffice = pytest.mark.skipif(libreoffice() is None, reason="LibreOffice (soffice) is not installed")
RTF = b"{\\rtf1\\ansi 2024 budget\\par}"
WORD = docx(p("青石县教育局2024年部门预算") + tbl(tr("收入", "12")))


def pretend(place: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a shell script in LibreOffice's place; $out is where it is to write."""
    program = place / "soffice"
    find = 'out=""; for each in "$@"; do [ "$last" = --outdir ] && out="$each"; last="$each"; done; mkdir -p "$out"\n'
    program.write_text("#!/bin/sh\n" + find + script, "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(office, "libreoffice", lambda: str(program))


def said(data: bytes, name: str = "a.doc", seconds: float = 20.0) -> str:
    with pytest.raises(SourceRefused) as refused:
        read_office(data, name, seconds=seconds)
    assert refused.value.zh.startswith(f"{name}：")
    assert refused.value.en.startswith(f"{name}: ")
    return refused.value.zh


@needs_a_shell
def test_what_was_made_is_read_and_the_source_is_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "made.docx").write_bytes(WORD)
    pretend(tmp_path, monkeypatch, f'cp "{tmp_path}/made.docx" "$out/document.docx"\n')
    document = read_office(RTF, "说明.rtf")
    assert document.text == "青石县教育局2024年部门预算\n收入\t12\n\n"
    assert document.source.sha256 == hashlib.sha256(RTF).hexdigest()
    assert (document.source.name, document.source.media_type) == ("说明.rtf", "application/rtf")


@needs_a_shell
def test_each_run_has_a_profile_and_folder_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told"
    pretend(tmp_path, monkeypatch, f'echo "$@" >>"{told}"; pwd >>"{told}"; printf x >"$out/document.docx"\n')
    for _ in range(2):
        assert converted(b"x", "a.doc", ".doc") == b"x"
    first, folder, _, other = told.read_text("utf-8").splitlines()
    assert folder != other
    assert not Path(folder).exists()
    assert f"-env:UserInstallation=file://{folder}/profile" in first
    assert "--headless" in first
    assert first.endswith(f"{folder}/document.doc")


@needs_a_shell
def test_one_that_hangs_is_ended_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(tmp_path, monkeypatch, f'sleep 600 & echo $! >"{tmp_path}/child"; wait\n')
    assert "等了 2 秒仍没有转换完" in said(RTF, "a.rtf", seconds=0.5)
    assert gone(int((tmp_path / "child").read_text()))


@needs_a_shell
def test_one_that_works_without_end_is_told_apart_from_one_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(tmp_path, monkeypatch, "while :; do :; done\n")
    assert "0.5 秒的处理器时间" in said(RTF, "a.rtf", seconds=0.5)


@needs_a_shell
def test_it_does_not_outlive_the_process_that_asked(tmp_path: Path) -> None:
    child = tmp_path / "child"
    program = tmp_path / "soffice"
    program.write_text(f'#!/bin/sh\necho $$ >"{child}.new"; mv "{child}.new" "{child}"; sleep 600\n', "utf-8")
    program.chmod(0o755)
    code = f"""
from yusuan.reading.docx import office
office.libreoffice = lambda: {str(program)!r}
office.converted(b"x", "a.doc", ".doc")
"""
    asking = subprocess.Popen([sys.executable, "-c", code], env={**os.environ, "TMPDIR": str(tmp_path)})
    while not child.exists():
        assert asking.poll() is None
        time.sleep(0.02)
    asking.send_signal(signal.SIGKILL)
    asking.wait()
    assert gone(int(child.read_text()))


def gone(process: int) -> bool:
    """Whether a process ends within a minute."""
    for _ in range(3000):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        state = Path(f"/proc/{process}/stat")
        if state.exists() and ") Z" in state.read_text():
            return True
        time.sleep(0.02)
    return False


@needs_a_shell
@pytest.mark.parametrize("script", ["exit 1\n", ': >"$out/document.docx"\n'], ids=["fails", "writes nothing"])
def test_one_that_makes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    pretend(tmp_path, monkeypatch, script)
    assert "打不开这个文件" in said(RTF, "a.rtf")


def test_without_libreoffice_a_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "libreoffice", lambda: None)
    for suffix in sorted(LIBREOFFICE_SUFFIXES):
        sentence = said(MAGIC + bytes(600), f"a{suffix}")
        assert "安装 LibreOffice" in sentence
        assert ".docx" in sentence


def test_a_docx_under_an_old_name_needs_no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "libreoffice", lambda: None)
    document = read_office(WORD, "a.doc")
    assert "收入\t12" in document.text
    assert document.source.media_type.endswith("wordprocessingml.document")


def word_97(flags: int) -> bytes:
    """The smallest compound file with a main stream of Word 97 that has these flags."""
    end, free = 0xFFFFFFFE, 0xFFFFFFFF
    header = MAGIC + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += (
        struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<I", 0) + b"\xff" * 432
    )
    chain = [0xFFFFFFFD, end, *range(3, 10), end]
    fat = struct.pack("<128I", *chain, *[free] * (128 - len(chain)))

    def entry(name: str, kind: int, start: int, size: int) -> bytes:
        words = name.encode("utf-16-le")
        links = struct.pack(
            "<HBBIII", len(words) + 2 if name else 0, kind, 1, free, free, 1 if kind == 5 else free
        )
        return words.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)

    directory = entry("Root Entry", 5, end, 0) + entry("WordDocument", 2, 2, 4096) + bytes(256)
    stream = struct.pack("<HHHHHH", 0xA5EC, 193, 0, 0x804, 0, flags).ljust(4096, b"\0")
    return header + fat + directory + stream


def test_an_old_file_under_a_password_is_not_given_to_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "libreoffice", lambda: None)
    assert "已加密" in said(word_97(0x0100))
    assert "安装 LibreOffice" in said(word_97(0))


def whole_docx() -> bytes:
    """A Word file with all the parts that LibreOffice wants."""
    from docx import Document

    file, written = Document(), io.BytesIO()
    file.add_paragraph("青石县教育局2024年部门预算")
    row = file.add_table(rows=1, cols=2).rows[0]
    row.cells[0].text, row.cells[1].text = "收入", "12"
    file.add_paragraph("")  # LibreOffice loses a table at the very end of a .doc
    file.save(written)
    return written.getvalue()


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize(
    ("kind", "suffix"),
    [
        ("doc", ".doc"),
        ("rtf", ".rtf"),
        ("odt", ".odt"),
        ("doc", ".wps"),
        ("rtf", ".doc"),
        ("xml:MS Word 2003 XML", ".doc"),
    ],
)
def test_real_conversions(kind: str, suffix: str) -> None:
    made = converted(whole_docx(), "a.docx", ".docx", to=kind)
    document = read(made, f"a{suffix}")
    assert [line for line in document.text.split("\n") if line] == ["青石县教育局2024年部门预算", "收入\t12"]
    assert document.source.sha256 == hashlib.sha256(made).hexdigest()


@pytest.mark.slow
@needs_libreoffice
def test_a_damaged_old_file() -> None:
    made = converted(whole_docx(), "a.docx", ".docx", to="doc")
    assert "打不开这个文件" in said(made[: len(made) // 3])
