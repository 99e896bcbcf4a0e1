"""How is an array written to a file, so that a full disk is told as one?"""

from __future__ import annotations

from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray


class _Bytes:
    """A file that numpy must write to by ``write``: what it does by itself forgets why a write was cut short."""

    def __init__(self, file: IO[bytes]) -> None:
        self.write = file.write


def write_array(path: Path, array: NDArray[Any]) -> None:
    """Write ``array`` to ``path`` as a .npy file, the same bytes as ``numpy.save``. Raises OSError with its number."""
    with path.open("wb") as file:
        np.lib.format.write_array(_Bytes(file), np.asanyarray(array), allow_pickle=False)
