"""What the vectors of a generation promise: exact neighbours, one passage a record, damage that is named."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from yusuan.errors import IndexDamaged
from yusuan.search.embedding import Matrix
from yusuan.search.vectors import VectorIndex, encode_passages, passage_hash, write_vectors


def unit_rows(count: int, dimension: int = 8, seed: int = 1) -> Matrix:
    rows = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    result: Matrix = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return result


class Counting:
    """An encoder that remembers what it was asked to encode."""

    name = "counting"
    dimension = 8

    def __init__(self) -> None:
        self.seen: list[str] = []

    def encode(self, texts: Sequence[str], query: bool = False) -> Matrix:
        self.seen.extend(texts)
        rows = [unit_rows(1, seed=int.from_bytes(passage_hash(text)[:4], "big"))[0] for text in texts]
        return np.array(rows, dtype=np.float32).reshape(len(texts), self.dimension)


@pytest.fixture
def index(tmp_path: Path) -> VectorIndex:
    """Ten records of three passages each, written in no order."""
    keys = [(record, passage) for passage in range(3) for record in range(9, -1, -1)]
    write_vectors(tmp_path / "vectors", keys, unit_rows(30), model="m")
    return VectorIndex.open(tmp_path / "vectors")


def test_every_record_is_ranked_by_its_best_passage(index: VectorIndex) -> None:
    query = unit_rows(1, seed=2)[0]
    cosines = {(int(r), int(p)): float(index.vector(row) @ query) for row, (r, p) in enumerate(index.keys)}
    expected = sorted((max((cosines[r, p], -p) for p in range(3))[0], r) for r in range(10))[::-1]
    found = index.search(query, limit=10)
    assert [record for record, _, _ in found] == [record for _, record in expected]
    assert all(
        cosine == pytest.approx(cosines[record, passage], abs=1e-6) for record, passage, cosine in found
    )


def test_a_row_keeps_its_key_whatever_order_it_was_written_in(index: VectorIndex) -> None:
    written = unit_rows(30)
    for row in index.rows_of(9):
        passage = int(index.keys[row, 1])
        assert np.array_equal(index.vector(row), written[passage * 10])


def test_the_limit_and_the_allowed_records_hold(index: VectorIndex) -> None:
    query = unit_rows(1, seed=2)[0]
    assert index.search(query, limit=3) == index.search(query, limit=10)[:3]
    assert {record for record, _, _ in index.search(query, limit=10, allowed={2, 5, 77})} == {2, 5}
    assert index.search(query, limit=10, allowed=set()) == []
    assert index.search(query, limit=0) == []


def test_the_length_of_a_query_does_not_matter_and_zeros_are_near_nothing(index: VectorIndex) -> None:
    query = unit_rows(1, seed=2)[0]
    assert index.search(query * 7, limit=1)[0][2] == pytest.approx(
        index.search(query, limit=1)[0][2], abs=1e-6
    )
    assert index.search(np.zeros(8), limit=5) == []


def test_equal_cosines_are_ranked_by_record(tmp_path: Path) -> None:
    write_vectors(tmp_path, [(3, 0), (1, 0), (2, 0)], np.repeat(unit_rows(1), 3, axis=0), model="m")
    found = VectorIndex.open(tmp_path).search(unit_rows(1)[0], limit=2)
    assert [record for record, _, _ in found] == [1, 2]


def test_half_precision_and_an_empty_index_work(tmp_path: Path) -> None:
    write_vectors(tmp_path / "half", [(0, 0), (1, 0)], unit_rows(2).astype(np.float16), model="m")
    assert VectorIndex.open(tmp_path / "half").search(unit_rows(2)[1], limit=1)[0][0] == 1
    write_vectors(tmp_path / "none", [], np.zeros((0, 8), dtype=np.float32), model="m")
    empty = VectorIndex.open(tmp_path / "none")
    empty.check()
    assert (len(empty), empty.search(unit_rows(1)[0], limit=5), empty.rows_of(0)) == (0, [], range(0))


def test_unchanged_passages_are_not_encoded_again(tmp_path: Path) -> None:
    first, second = Counting(), Counting()
    matrix, hashes = encode_passages(["道路养护", "校舍维修", "道路养护"], first)
    write_vectors(tmp_path, [(0, 0), (1, 0), (2, 0)], matrix, model="counting", hashes=hashes)
    again, _ = encode_passages(["校舍维修", "路灯更换"], second, VectorIndex.open(tmp_path))
    assert first.seen == ["道路养护", "校舍维修"]
    assert second.seen == ["路灯更换"]
    assert np.array_equal(again[0], matrix[1])


def test_vectors_of_another_model_are_not_reused(tmp_path: Path) -> None:
    matrix, hashes = encode_passages(["道路养护"], Counting())
    write_vectors(tmp_path, [(0, 0)], matrix, model="another", hashes=hashes)
    encoder = Counting()
    encode_passages(["道路养护"], encoder, VectorIndex.open(tmp_path))
    assert encoder.seen == ["道路养护"]


@pytest.mark.parametrize("file", ["meta.json", "matrix.npy", "keys.npy", "hashes.npy"])
@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "garbage"])
def test_a_missing_or_damaged_file_is_named_as_damage(index: VectorIndex, file: str, damage: str) -> None:
    path = index.directory / file
    whole = path.read_bytes()
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(
            {"empty": b"", "cut": whole[: len(whole) // 2], "garbage": b"\x00garbage" * 40}[damage]
        )
    with pytest.raises(IndexDamaged, match="yusuan check --repair"):
        VectorIndex.open(index.directory)


def test_a_changed_number_is_found_by_the_check(index: VectorIndex) -> None:
    index.check()
    path = index.directory / "matrix.npy"
    whole = bytearray(path.read_bytes())
    whole[-1] ^= 1
    path.write_bytes(whole)
    with pytest.raises(IndexDamaged, match=r"matrix\.npy"):
        index.check()


def test_the_files_of_two_indexes_do_not_mix(index: VectorIndex) -> None:
    meta = index.directory / "meta.json"
    meta.write_text(json.dumps({**json.loads(meta.read_text()), "count": 29}))
    with pytest.raises(IndexDamaged):
        VectorIndex.open(index.directory)


def test_parts_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        write_vectors(tmp_path, [(0, 0)], unit_rows(2), model="m")
    with pytest.raises(ValueError, match="twice"):
        write_vectors(tmp_path, [(0, 0), (0, 0)], unit_rows(2), model="m")
    with pytest.raises(ValueError, match="8"):
        write_vectors(tmp_path, [(0, 0)], unit_rows(1), model="m")
        VectorIndex.open(tmp_path).search(np.ones(3), limit=1)
