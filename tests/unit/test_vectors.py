"""What the vectors of a generation promise: near neighbours, one passage a record, few bytes, damage that is named."""

from __future__ import annotations

import json
import multiprocessing
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from yusuan.errors import IndexDamaged, YusuanError
from yusuan.search.manifest import seal
from yusuan.search.meaning.embedding import Matrix
from yusuan.search.meaning.model_identity import ModelIdentity
from yusuan.search.meaning.quantised import Quantised
from yusuan.search.meaning.vector_files import passage_hash, write_vectors
from yusuan.search.meaning.vectors import VectorIndex, encode_passages


def unit_rows(count: int, dimension: int = 8, seed: int = 1) -> Matrix:
    rows = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    result: Matrix = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return result


MODEL = ModelIdentity("m", "f00d", 8, "mean")


class Counting:
    """An encoder that remembers what it was asked to encode."""

    identity = ModelIdentity("counting", "c0ffee", 8, "mean")

    def __init__(self) -> None:
        self.seen: list[str] = []

    def encode(self, texts: Sequence[str], query: bool = False) -> Matrix:
        self.seen.extend(texts)
        rows = [unit_rows(1, seed=int.from_bytes(passage_hash(text)[:4], "big"))[0] for text in texts]
        return np.array(rows, dtype=np.float32).reshape(len(texts), 8)


@pytest.fixture
def index(tmp_path: Path) -> VectorIndex:
    """Ten records of three passages each, written in no order."""
    keys = [(record, passage) for passage in range(3) for record in range(9, -1, -1)]
    write_vectors(tmp_path / "vectors", keys, unit_rows(30), identity=MODEL)
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
        assert index.vector(row) @ written[passage * 10] > 0.9999


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
    write_vectors(tmp_path, [(3, 0), (1, 0), (2, 0)], np.repeat(unit_rows(1), 3, axis=0), identity=MODEL)
    found = VectorIndex.open(tmp_path).search(unit_rows(1)[0], limit=2)
    assert [record for record, _, _ in found] == [1, 2]


def test_half_precision_and_an_empty_index_work(tmp_path: Path) -> None:
    write_vectors(tmp_path / "half", [(0, 0), (1, 0)], unit_rows(2).astype(np.float16), identity=MODEL)
    assert VectorIndex.open(tmp_path / "half").search(unit_rows(2)[1], limit=1)[0][0] == 1
    write_vectors(tmp_path / "none", [], np.zeros((0, 8), dtype=np.float32), identity=MODEL)
    empty = VectorIndex.open(tmp_path / "none")
    empty.check()
    assert (len(empty), empty.search(unit_rows(1)[0], limit=5), empty.rows_of(0)) == (0, [], range(0))


def test_unchanged_passages_are_not_encoded_again(tmp_path: Path) -> None:
    first, second = Counting(), Counting()
    matrix, hashes = encode_passages(["道路养护", "校舍维修", "道路养护"], first)
    write_vectors(tmp_path, [(0, 0), (1, 0), (2, 0)], matrix, identity=Counting.identity, hashes=hashes)
    again, _ = encode_passages(["校舍维修", "路灯更换"], second, VectorIndex.open(tmp_path))
    assert first.seen == ["道路养护", "校舍维修"]
    assert second.seen == ["路灯更换"]
    assert np.array_equal(again[0], VectorIndex.open(tmp_path).vector(1))


def test_vectors_of_another_model_are_not_reused(tmp_path: Path) -> None:
    matrix, hashes = encode_passages(["道路养护"], Counting())
    write_vectors(tmp_path, [(0, 0)], matrix, identity=replace(Counting.identity, fingerprint="another"), hashes=hashes)
    encoder = Counting()
    encode_passages(["道路养护"], encoder, VectorIndex.open(tmp_path))
    assert encoder.seen == ["道路养护"]


@pytest.mark.parametrize("file", ["meta.json", "matrix.npy", "scales.npy", "keys.npy", "hashes.npy"])
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
    seal(index.directory)
    with pytest.raises(IndexDamaged):
        VectorIndex.open(index.directory)


def test_parts_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        write_vectors(tmp_path, [(0, 0)], unit_rows(2), identity=MODEL)
    with pytest.raises(ValueError, match="twice"):
        write_vectors(tmp_path, [(0, 0), (0, 0)], unit_rows(2), identity=MODEL)
    with pytest.raises(ValueError, match="8"):
        write_vectors(tmp_path, [(0, 0)], unit_rows(1), identity=MODEL)
        VectorIndex.open(tmp_path).search(np.ones(3), limit=1)


def test_a_number_takes_one_byte_and_a_cosine_keeps_two_digits(index: VectorIndex) -> None:
    rows = unit_rows(500, 256, seed=3)
    kept = Quantised.of(rows)
    assert kept.codes.nbytes == rows.nbytes // 4
    assert np.abs(kept.cosines(rows[0], slice(0, 500)) - rows @ rows[0]).max() < 0.005
    assert np.allclose(np.linalg.norm(kept.floats(slice(0, 500)), axis=1), 1.0, atol=1e-6)


def test_rows_kept_again_are_the_same_bytes() -> None:
    once = Quantised.of(np.vstack([unit_rows(200, 256), np.zeros((1, 256), dtype=np.float32)]))
    twice = Quantised.of(once.floats(slice(0, 201)))
    assert np.array_equal(once.codes, twice.codes) and np.array_equal(once.scales, twice.scales)


def test_rows_at_places_are_those_of_the_range(index: VectorIndex) -> None:
    places = np.array([3, 4, 5], dtype=np.intp)
    assert np.array_equal(index.rows(range(3, 6)), index.rows(places))
    assert np.array_equal(index.rows(range(3, 6))[0], index.vector(3))
    assert index.rows(range(0)).shape == (0, 8)
    query = unit_rows(1, seed=2)[0]
    assert np.allclose(
        index.quantised.cosines(query, places), index.quantised.cosines(query, slice(3, 6)), atol=1e-6
    )


ABOVE = 500
"""Rows above which the index of these tests has inverted lists."""


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> VectorIndex:
    """One thousand records of three passages, of 32 numbers, that gather about forty meanings."""
    directory = tmp_path_factory.mktemp("listed")
    meanings = np.repeat(unit_rows(40, 32), 75, axis=0)
    rows = meanings + 0.6 * unit_rows(3000, 32, seed=4)
    keys = [(at % 1000, at // 1000) for at in range(3000)]
    identity = replace(MODEL, dimension=32)
    write_vectors(
        directory,
        keys,
        rows / np.linalg.norm(rows, axis=1, keepdims=True),
        identity=identity,
        exact_most=ABOVE,
    )
    return VectorIndex.open(directory)


@pytest.fixture(scope="module")
def exact(listed: VectorIndex) -> VectorIndex:
    """The same rows without lists."""
    return replace(listed, lists=None)


def test_the_choice_is_by_size_and_recorded(listed: VectorIndex, index: VectorIndex) -> None:
    assert (listed.meta.search, listed.meta.exact_most) == ("ivf", ABOVE)
    assert (index.meta.search, index.lists, index.meta.storage) == ("exact", None, "int8")
    assert listed.lists is not None
    listed.check()


def test_nearly_all_near_records_are_found_with_exact_cosines(
    listed: VectorIndex, exact: VectorIndex
) -> None:
    queries = [listed.vector(row) for row in range(0, 3000, 60)]
    found = [listed.search(query, 10) for query in queries]
    wanted = [exact.search(query, 10) for query in queries]
    assert all(set(got) & set(want) for got, want in zip(found, wanted, strict=True))
    hits = sum(len(set(got) & set(want)) for got, want in zip(found, wanted, strict=True))
    assert hits >= 0.8 * 500
    assert all(got == sorted(got, key=lambda each: (-each[2], each[0])) for got in found)


def test_as_many_are_found_as_are_asked_for(listed: VectorIndex, exact: VectorIndex) -> None:
    query = unit_rows(1, 32, seed=5)[0]
    assert len(listed.search(query, 400)) == 400
    assert listed.search(query, 5000) == exact.search(query, 5000)


def test_few_allowed_records_are_compared_exactly(listed: VectorIndex, exact: VectorIndex) -> None:
    query, few = unit_rows(1, 32, seed=5)[0], set(range(0, 1000, 10))
    assert listed.search(query, 30, few) == exact.search(query, 30, few)
    assert listed.search(query, 30, set()) == []


def test_many_allowed_records_keep_the_others_out(listed: VectorIndex, exact: VectorIndex) -> None:
    query, many = listed.vector(1), set(range(0, 1000, 2))
    found = listed.search(query, 30, many)
    assert len(found) == 30 and {record for record, _, _ in found} <= many
    assert len(set(found) & set(exact.search(query, 30, many))) >= 24
    assert listed.search(query, 500, many) == exact.search(query, 500, many)


def test_damaged_lists_are_named(listed: VectorIndex, tmp_path: Path) -> None:
    copy = shutil.copytree(listed.directory, tmp_path / "copy")
    path = copy / "lists.faiss"
    path.write_bytes(b"\0" * path.stat().st_size)
    with pytest.raises(IndexDamaged, match="yusuan check --repair"):
        VectorIndex.open(copy)
    path.unlink()
    with pytest.raises(IndexDamaged, match=r"lists\.faiss"):
        VectorIndex.open(copy)


def test_without_faiss_the_sentence_names_it(
    listed: VectorIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "faiss", None)
    with pytest.raises(YusuanError, match="pip install faiss-cpu"):
        VectorIndex.open(listed.directory)


def test_a_forked_process_searches_too(listed: VectorIndex) -> None:
    query = unit_rows(1, 32, seed=5)[0]
    wanted = listed.search(query, 10)  # faiss and its threads have run in this process
    here, there = multiprocessing.Pipe()
    forked = multiprocessing.get_context("fork").Process(target=lambda: there.send(listed.search(query, 10)))
    forked.start()
    try:
        assert here.poll(60) and here.recv() == wanted
    finally:
        forked.kill()
        forked.join()


def test_vectors_of_the_format_before_are_refused_with_what_mends_them(index: VectorIndex) -> None:
    meta = index.directory / "meta.json"
    meta.write_text(json.dumps({"format": 1, "model": "m", "count": 30, "dimension": 8, "sha256": {}}))
    with pytest.raises(IndexDamaged, match="--fresh"):
        VectorIndex.open(index.directory)
