"""Where are the ontology's own files at run time: in the installed package, or in the checkout beside it?"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from yusuan.errors import YusuanError

PACKAGE = Path(__file__).resolve().parents[1]
PLACES = (PACKAGE / "_ontology", PACKAGE.parents[1] / "ontology")


@cache
def ontology_folder() -> Path:
    """The folder that holds budget.ttl and its companions; YusuanError where the installation lacks it."""
    for place in PLACES:
        if (place / "budget.ttl").is_file():
            return place
    raise YusuanError(
        f"安装不完整：找不到本体文件夹（已查找 {PLACES[0]}），请重新安装 yusuan。",
        f"The installation is incomplete: no ontology folder (looked in {PLACES[0]}); install yusuan again.",
    )


def ontology_file(name: str) -> Path:
    """The path of one ontology file, by its name inside ``ontology/`` ("shapes.ttl", "examples/valid/disclosure.ttl")."""
    folder = ontology_folder()
    path = (folder / name).resolve()
    if not (path.is_relative_to(folder.resolve()) and path.exists()):
        raise YusuanError(
            f"本体文件夹 {folder} 中没有 {name}，请核对文件名。",
            f"There is no {name} in the ontology folder {folder}; check the name.",
        )
    return path
