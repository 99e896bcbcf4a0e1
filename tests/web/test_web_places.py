"""Words of a document with pages and sheets say where in the source they stand, and that a machine read them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from yusuan.app import Services
from yusuan.extraction import extract
from yusuan.library import publication
from yusuan.library.entry import prepared
from yusuan.model.document import Document, Part, Span
from yusuan.reading import read
from yusuan.settings import Settings
from yusuan.web.application import create_app


@pytest.mark.parametrize(
    ("lang", "said"),
    [("zh", ("第 3 页", "工作表“表一”", "机器识别 0.87")), ("en", ("page 3", "sheet “表一”", "read by machine, 0.87"))],
)
def test_quotations_say_page_sheet_and_confidence(
    tmp_path: Path, examples: Path, lang: str, said: tuple[str, ...]
) -> None:
    path = sorted(examples.glob("*.txt"))[0]
    held = read(path.read_bytes(), path.name)
    part = Part(Span(0, len(held.text)), page=3, sheet="表一", confidence=Decimal("0.87"))
    document = Document(held.source, held.text, held.blocks, parts=(part,))
    services = Services(Settings(indexes=tmp_path / "indexes", jobs=1))
    disclosure = extract(document)
    with publication(services.library) as made:
        made.put(prepared(disclosure, document, services.settings.base), path.name)
        made.commit()
    question = f"{disclosure.projects[0].name.value}的预算是多少？"
    client = create_app(services).test_client(use_cookies=False)
    page = client.get("/ask", query_string={"q": question, "lang": lang}).get_data(as_text=True)
    for words in said:
        assert words in page
