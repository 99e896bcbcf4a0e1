"""Where are the templates and static files at run time: in the installed package, or in the checkout beside it?"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from yusuan.errors import YusuanError

_PACKAGE = Path(__file__).resolve().parents[1]
_PLACES = (_PACKAGE / "_web", _PACKAGE.parents[1] / "web")


@cache
def web_folder() -> Path:
    """The folder that holds ``templates`` and ``static``; YusuanError where the installation lacks it."""
    for place in _PLACES:
        if (place / "templates").is_dir():
            return place
    raise YusuanError(
        f"安装不完整：找不到网页文件夹（已查找 {_PLACES[0]}），请重新安装 yusuan。",
        f"The installation is incomplete: no folder of web pages (looked in {_PLACES[0]}); install yusuan again.",
    )


@cache
def fingerprint(name: str) -> str:
    """Twelve hex digits of a static file's content, so that its address changes when it does."""
    path = web_folder() / "static" / name
    return sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else "0"
