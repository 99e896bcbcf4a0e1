"""A disclosure that counts people and visits, which the sample disclosures do not."""

from __future__ import annotations

from pathlib import Path

import pytest
from other_forms import DOCUMENTS

from yusuan.app import Services
from yusuan.settings import Settings

COUNTED = """云岭市桐岭县民政局2024年部门决算

第一部分 部门概况

一、主要职责

1、负责全县养老服务和社会救助。

二、部门基本情况

桐岭县民政局编制数31人，其中：行政编制14人、事业编制17人；实有在职人数28人，退休人员9人。

第二部分 情况说明

一、“三公”经费支出决算情况说明

2024年桐岭县民政局“三公”经费支出2.6万元。其中：公务接待费2.6万元，国内公务接待36批次，接待312人次。
"""


@pytest.fixture(scope="session")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Services:
    """Services over a disclosure that states staff and visits."""
    folder: Path = tmp_path_factory.mktemp("counted")
    (folder / "counted.txt").write_text(COUNTED, "utf-8")
    made = Services(Settings(indexes=folder / "indexes"))
    made.ingest([folder / "counted.txt"])
    return made


@pytest.fixture(scope="session")
def other_forms(tmp_path_factory: pytest.TempPathFactory) -> Services:
    """Services over forms that the sample disclosures lack."""
    folder: Path = tmp_path_factory.mktemp("other-forms")
    for name, text in DOCUMENTS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    made = Services(Settings(indexes=folder / "indexes"))
    made.ingest([folder / f"{name}.txt" for name in DOCUMENTS])
    return made
