"""The `yusuan` command. Each command's code is imported when it runs, so that `--help` stays quick."""

from __future__ import annotations

from yusuan.cli.main import main

__all__ = ["main"]
