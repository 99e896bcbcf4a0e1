"""Shared ground: the sample disclosures ingested once, and the material beside the checkout where there is any."""

from __future__ import annotations

from pathlib import Path

import hypothesis
import pytest

from yusuan.app import Services
from yusuan.settings import Settings

hypothesis.settings.register_profile("yusuan", deadline=None)  # no test is timed: a file may start LibreOffice
hypothesis.settings.load_profile("yusuan")

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of the sample disclosures."""
    return EXAMPLES


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared material beside the checkout; tests that need it are skipped where it is missing."""
    if not SHARED.is_dir():
        pytest.skip("needs ../shared (the acceptance material), which is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def services(tmp_path_factory: pytest.TempPathFactory) -> Services:
    """Services over the sample disclosures; tests must not change this index."""
    opened = Services(Settings(indexes=tmp_path_factory.mktemp("examples") / "indexes", jobs=1))
    opened.ingest([EXAMPLES])
    return opened


@pytest.fixture(scope="session")
def seeds(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Services:
    """Services over the two seeds; tests must not change this index."""
    opened = Services(Settings(indexes=tmp_path_factory.mktemp("seeds") / "indexes", jobs=1))
    opened.ingest([shared / "seeds"])
    return opened
