"""What does a TOML file of the package say? One that is none is refused by its name."""

from __future__ import annotations

import tomllib
from importlib.resources.abc import Traversable
from typing import Any


def read_toml(file: Traversable) -> dict[str, Any]:
    """The tables of ``file``. Raises ValueError, one sentence that names it, where it is no TOML."""
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{file.name}: not TOML: {error}") from error
