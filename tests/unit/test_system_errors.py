"""What the system refuses is told from what is damaged: by number, or by how each library words the number."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from yusuan.system_errors import errno_of, refused, unwritten

FULL = os.strerror(errno.ENOSPC)
DENIED = os.strerror(errno.EACCES)


@pytest.mark.parametrize(
    ("error", "number"),
    [
        (OSError(errno.ENOSPC, FULL), errno.ENOSPC),
        (PermissionError(errno.EACCES, DENIED), errno.EACCES),
        (OSError(f"IO error: {FULL}: While appending to file: ix/000008.log: {FULL}"), errno.ENOSPC),
        (OSError(f"IO error: While open a file for random read: ix/000010.sst: {DENIED}"), errno.EACCES),
        (OSError(f"IO error: While appending to file: ix/8.log: {os.strerror(errno.EFBIG)}"), errno.EFBIG),
        (OSError("Oxigraph needs at least 96 file descriptors when reserving 48 descriptors"), errno.EMFILE),
        (ValueError('Lockfile: IoError(Os { code: 13, kind: PermissionDenied, message: "x" }). None'), errno.EACCES),
        (ValueError("An IO error occurred: 'No space (os error 28) at path \"/a/b\"'"), errno.ENOSPC),
        (RuntimeError(f"Error in void faiss::write_index(): write error in a: 4051 != 3200 ({FULL})"), errno.ENOSPC),
    ],
)
def test_what_the_system_refuses_is_known_by_its_number(error: Exception, number: int) -> None:
    assert errno_of(error) == number
    told = refused(Path("ix/part"), error)
    assert told is not None and "ix/part" in told.zh and "ix/part" in told.en and "check --repair" not in str(told)


@pytest.mark.parametrize(
    "error",
    [
        FileNotFoundError(errno.ENOENT, "No such file or directory"),
        OSError("IO error: No such file or directory: While open a file: ix/13.sst: No such file or directory"),
        RuntimeError("Corruption: block checksum mismatch: stored = 1, computed = 2  in ix/000010.sst"),
        OSError(f"IO error: While reading {FULL}/CURRENT: not a manifest"),  # the words are a folder's name
        ValueError(f"{FULL} is what this cell says"),
        ValueError("unexpected end of file"),
    ],
)
def test_what_is_missing_or_damaged_is_not_put_down_to_the_system(error: Exception) -> None:
    assert refused(Path("ix"), error) is None


def test_a_refusal_names_the_file_that_was_met_and_what_to_do() -> None:
    told = unwritten(Path("ix"), OSError(errno.ENOSPC, FULL, "ix/CURRENT"))
    assert "ix/CURRENT" in told.zh and "磁盘已满" in told.zh and "腾出空间" in told.zh
    assert "the disk is full" in told.en and told.exit_status == 1
    other = unwritten(Path("ix"), OSError(errno.EIO, "Input/output error"))
    assert "ix" in other.zh and "Input/output error" in other.en
