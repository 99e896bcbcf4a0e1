"""Archives: members by position, names in GBK, bounds on what really comes out, one archive in another."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from yusuan.errors import SourceRefused
from yusuan.reading.archive import ArchiveListing, listing, member_bytes
from yusuan.reading.names import is_document, printable
from yusuan.settings import ReadingLimits

LIMITS = ReadingLimits(members=20, archive_bytes=2 * 1024**2, file_bytes=1024**2, depth=2)


def archive(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(zipfile.ZipInfo(name), data)
    return path


def found(path: Path, limits: ReadingLimits = LIMITS) -> ArchiveListing:
    result = listing(path, limits)
    assert result is not None
    return result


def test_members_with_their_folders_and_bytes(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"柳塘县/财政局/预算.txt": "甲".encode(), "b.txt": b"b"})
    members = found(path).members
    assert [member.path for member in members] == [("柳塘县", "财政局", "预算.txt"), ("b.txt",)]
    assert [member_bytes(path, member.at, LIMITS) for member in members] == ["甲".encode(), b"b"]


def test_what_is_no_document_is_left_out(tmp_path: Path) -> None:
    names = [
        "__MACOSX/._a.txt",
        ".hidden",
        "README.txt",
        "Thumbs.db",
        "~$a.docx",
        "x/.git/y",
        "p_files/logo.png",
    ]
    path = archive(tmp_path / "a.zip", dict.fromkeys([*names, "p.html", "d/"], b"x"))
    assert [member.name for member in found(path).members] == ["p.html"]


def test_names_in_gbk(tmp_path: Path) -> None:
    name = "苇湾区/教育局预算.txt".encode("gb18030")
    plain = b"N" * len(name)
    path = archive(tmp_path / "a.zip", {plain.decode(): b"x"})
    path.write_bytes(
        path.read_bytes().replace(plain, name)
    )  # as archivers of China write it: nothing says UTF-8
    assert found(path).members[0].path == ("苇湾区", "教育局预算.txt")


def test_ways_out_of_the_archive_are_only_names(tmp_path: Path) -> None:
    path = archive(
        tmp_path / "a.zip", {"../../x.txt": b"1", "/etc/y.txt": b"2", "C:\\z\\w.txt": b"3", "a\nb.txt": b"4"}
    )
    assert [member.path for member in found(path).members] == [
        ("x.txt",), ("etc", "y.txt"), ("z", "w.txt"), ("a b.txt",),
    ]  # fmt: skip


def test_an_archive_in_an_archive(tmp_path: Path) -> None:
    inner = archive(tmp_path / "inner.zip", {"x.txt": b"inside"})
    path = archive(tmp_path / "a.zip", {"柳塘县/内.zip": inner.read_bytes(), "y.txt": b"y"})
    first, second = found(path).members
    assert first.path == ("柳塘县", "内.zip", "x.txt") and member_bytes(path, first.at, LIMITS) == b"inside"
    assert second.path == ("y.txt",)
    with pytest.raises(SourceRefused, match="层"):
        found(path, replace(LIMITS, depth=1))


def test_equal_names_are_kept_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with pytest.warns(UserWarning), zipfile.ZipFile(path, "w") as made:
        made.writestr("a.txt", "1")
        made.writestr("a.txt", "2")
    members = found(path).members
    assert [member.name for member in members] == ["a.txt", "a.txt (2)"]
    assert [member_bytes(path, member.at, LIMITS) for member in members] == [b"1", b"2"]


def test_bounds(tmp_path: Path) -> None:
    noise = bytes(range(256)) * 3000
    many = archive(tmp_path / "many.zip", {f"{at}.txt": b"x" for at in range(21)})
    total = archive(tmp_path / "total.zip", {f"{at}.txt": noise + bytes([at]) for at in range(4)})
    for path, said in ((many, "20"), (total, "2 MB")):
        with pytest.raises(SourceRefused, match=said):
            found(path)
    large = found(archive(tmp_path / "large.zip", {"large.txt": bytes(2 * 1024**2), "fine.txt": b"x"}))
    assert [member.name for member in large.members] == ["fine.txt"]
    assert "large.zip!large.txt" in large.refused[0].zh


def test_locked_members_one_sentence_each_and_one_where_all_are(tmp_path: Path) -> None:
    def locked(path: Path, names: list[str]) -> Path:
        archive(
            path,
            dict.fromkeys(["open.txt", "a.txt", "b.txt"][-len(names) - (path.stem == "some") :], b"x" * 30),
        )
        raw = bytearray(path.read_bytes())
        for name in names:
            for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
                at = raw.index(mark)
                while raw[at + (30 if flag == 6 else 46) :][: len(name)] != name.encode():
                    at = raw.index(mark, at + 1)
                raw[at + flag] |= 1
        path.write_bytes(bytes(raw))
        return path

    some = found(locked(tmp_path / "some.zip", ["a.txt", "b.txt"]))
    assert [member.name for member in some.members] == ["open.txt"] and len(some.refused) == 2
    with pytest.raises(SourceRefused, match="密码"):
        found(locked(tmp_path / "all.zip", ["a.txt", "b.txt"]))


def test_a_document_in_a_zip_is_no_archive(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"[Content_Types].xml": b"x", "word/document.xml": b"x"})
    assert listing(path, LIMITS) is None
    outer = archive(tmp_path / "b.zip", {"预算.docx": path.read_bytes()})
    assert [member.path for member in found(outer).members] == [("预算.docx",)]


@pytest.mark.parametrize("cut", [10, 40, -20])
def test_a_cut_archive_is_refused(tmp_path: Path, cut: int) -> None:
    path = archive(tmp_path / "a.zip", {"a.txt": b"x" * 100})
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(SourceRefused, match=r"a\.zip"):
        found(path)


def test_printable_names() -> None:
    assert printable("a\nb\tc\x00.txt") == "a b c .txt"
    assert printable("预算".encode("gb18030").decode("utf-8", "surrogateescape")) == "预算"
    assert printable("\ud800") == "?"
    printable("x\udcff").encode("utf-8")
    assert is_document(("a", "b.txt")) and not is_document((".a", "b.txt"))


def test_bytes_of_an_archive_that_changed_meanwhile(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"a.txt": b"x"})
    (member,) = found(path).members
    path.write_bytes(io.BytesIO(b"PK\x05\x06" + bytes(18)).getvalue())
    with pytest.raises(SourceRefused, match="变化"):
        member_bytes(path, member.at, LIMITS)
