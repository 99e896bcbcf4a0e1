"""May this process reach the network? ``deny`` takes that away from a child that runs what strangers wrote.

Two ways, tried in this order: a filter of system calls (seccomp, Linux on x86-64 and ARM64), under which no socket can be
made any more; and a network namespace of its own, which holds no interface but an unconnected loopback. Neither can be
taken back, and both hold for every thread and every program that the process starts. See docs/adr/0022.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import subprocess
import sys
from functools import cache
from typing import Literal, NamedTuple, get_args

Wall = Literal["seccomp", "namespace"]

# linux/prctl.h, linux/seccomp.h, linux/sched.h
_SET_NO_NEW_PRIVILEGES = 38
_SET_FILTER = 1
_ALL_THREADS = 1
_OWN_USERS, _OWN_NETWORK = 0x10000000, 0x40000000
_ALLOW, _FAIL = 0x7FFF0000, 0x00050000 | 1  # SECCOMP_RET_ERRNO with EPERM

# linux/bpf_common.h: load a word of the call's description, compare, answer
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data, little-endian
_LOCAL_SOCKET = 1  # AF_UNIX


class _Calls(NamedTuple):
    """A machine's audit architecture (linux/audit.h) and its numbers of three system calls."""

    architecture: int
    seccomp: int
    socket: int
    io_uring_setup: int


_CALLS = {
    "x86_64": _Calls(0xC000003E, 317, 41, 425),
    "aarch64": _Calls(0xC00000B7, 277, 198, 425),
}
_OTHER_ABI = 0x40000000
"""Calls from here on are x32's on x86-64: other numbers for the same things."""


def deny(*, local: bool = False) -> Wall | None:
    """Take the network from this process for good; which wall stands now, or ``None`` where this system has neither.

    ``local``: whether sockets of the same machine that have a file's name (AF_UNIX) may still be made, as LibreOffice does.
    """
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    return "seccomp" if _filtered(libc, local) else "namespace" if _moved_out(libc) else None


@cache
def deniable() -> Wall | None:
    """Which wall ``deny`` can put up on this system: tried once, in a process made for it."""
    code = "from yusuan.network import deny; print(deny() or '')"
    try:
        tried = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            timeout=30,
            cwd=os.path.dirname(os.path.dirname(os.path.abspath(__file__))),
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return next((wall for wall in get_args(Wall) if wall == tried.stdout.strip()), None)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def _filtered(libc: ctypes.CDLL, local: bool) -> bool:
    calls = _CALLS.get(platform.machine())
    if calls is None or sys.byteorder != "little":
        return False
    code = _program(calls, local)
    program = _Program(len(code) // 8, code)
    if libc.prctl(_SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return False
    return bool(libc.syscall(calls.seccomp, _SET_FILTER, _ALL_THREADS, ctypes.byref(program)) == 0)


def _program(calls: _Calls, local: bool) -> bytes:
    """The filter in classic BPF: what is called by another architecture's numbers fails, as do new sockets and io_uring,
    which would make them unseen."""
    fail, allow = (_RETURN, 0, 0, _FAIL), (_RETURN, 0, 0, _ALLOW)
    of_socket = ((_LOAD, 0, 0, _FIRST_ARGUMENT), (_EQUAL, 1, 0, _LOCAL_SOCKET), fail, allow) if local else (fail,)
    lines = (
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, calls.architecture),
        fail,
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, 3, 0, _OTHER_ABI),
        (_EQUAL, 2, 0, calls.io_uring_setup),
        (_EQUAL, 2, 0, calls.socket),
        allow,
        fail,
        *of_socket,
    )
    return b"".join(struct.pack("<HBBI", *line) for line in lines)


def _moved_out(libc: ctypes.CDLL) -> bool:
    """Whether the process now has a network of its own, with nothing in it; root needs no users of its own for that."""
    return not libc.unshare(_OWN_NETWORK) or not libc.unshare(_OWN_USERS | _OWN_NETWORK)
