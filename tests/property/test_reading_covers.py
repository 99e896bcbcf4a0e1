"""Whatever the text: reading loses no character, repeats none, and gives back what any encoding holds."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from yusuan.errors import SourceRefused
from yusuan.extraction import extract
from yusuan.model.document import Block, Span, Table
from yusuan.reading import read
from yusuan.reading.text.blocks import blocks
from yusuan.reading.text.decode import decode

lines = st.text(alphabet="预算部门一二、（）：。，5万元年\t\t <p>1.-", max_size=24)
texts = st.lists(lines, max_size=25).map("\n".join)
chinese = st.text(alphabet="预算的年元万部门项目，。：（）0123456789\n\tA", min_size=4, max_size=200)


def printed_in(block: Block) -> list[Span]:
    if isinstance(block, Table):
        return [cell.span for cell in block.cells() if not cell.blank]
    return [block.span]


@given(texts)
def test_every_character_is_in_one_block_in_order(text: str) -> None:
    spans = [span for block in blocks(text) for span in printed_in(block)]
    assert spans == sorted(spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    held = {at for span in spans for at in range(span.start, span.end)}
    missed = [at for at, character in enumerate(text) if not character.isspace() and at not in held]
    assert all(text[at] in "-*•·●#" for at in missed)  # bullets name nothing


@given(texts)
def test_cells_lie_inside_their_table(text: str) -> None:
    for block in blocks(text):
        if isinstance(block, Table):
            assert all(cell.blank or cell.span in block.span for cell in block.cells())


@given(chinese, st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
def test_decoding_undoes_encoding(text: str, encoding: str) -> None:
    text += "本部门2023年预算"
    assert decode(text.encode(encoding), "a.txt")[0] == text


@given(st.binary(max_size=300))
def test_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        document = read(data, "a.txt")
    except SourceRefused as refused:
        assert "a.txt" in refused.zh
    else:
        assert document.text is not None


@settings(max_examples=60)
@given(texts)
def test_extraction_refuses_or_stands_on_the_text(text: str) -> None:
    text = f"云溪县教育局2023年部门预算\n\n一、部门职责\n\n{text}\n\n二、“三公”经费预算情况\n\n{text}"
    try:
        document = read(text.encode("utf-8"), "a.txt")
        disclosure = extract(document)
    except SourceRefused:
        return
    for line in disclosure.budget_lines:
        assert all(0 <= span.start < span.end <= len(document.text) for span in line.label.evidence)
