"""Trains the rows of a static model further, so that texts that mean the same are near and others are not.

Starts from what `training.train_static` wrote, adds the words of CC-CEDICT, and trains on the pairs of `training.pairs`:
in every batch each text must find its partner among the partners of all (multiple negatives ranking), at several
dimensions at once (Matryoshka); likeness judged in steps is trained as an order of cosines (CoSENT). Every draw is
seeded.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from training.cedict import DICTIONARY, entries
from training.evaluate_queries import scores as query_scores
from training.evaluate_sts import Pair, tab_separated
from training.evaluate_sts import scores as likeness_scores
from training.pairs import TextPair, sources
from training.train_static import CORPORA, HERE, SKIP_GRAM, save
from training.vocabulary import Rows, WordRows, damped, grown
from yusuan.search.cutter import Cutter, known_words
from yusuan.search.meaning.embedding import SHIPPED_MODEL, StaticEncoder, Wording

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Recipe:
    """The numbers of one run; chosen on STS-B's validation set and `queries.tsv`, never on a test set."""

    chinese: int = 11000
    english_entries: int = 4
    english_weight: float = 1e-3
    general_weight: float = 1e-3
    longest: int = 64
    batch: int = 512
    temperature: float = 0.15
    rate: float = 2e-3
    smallest_dimension: int = 64
    neighbours: float = 0.15
    passages: float = 0.5
    titles: float = 2
    glosses: float = 1
    synonyms: float = 1
    concepts: float = 4
    spoken: float = 4
    disclosed: float = 4
    judged: float = 4
    order_batch: int = 256
    order_every: int = 1
    order_scale: float = 20
    order_weight: float = 1
    seed: int = 20260101


class Model:
    """Words, their trainable rows, and texts as places of rows."""

    def __init__(self, start: WordRows, cutter: Cutter, recipe: Recipe) -> None:
        self._places = {word: place for place, word in enumerate(start)}
        self._cutter, self._longest = cutter, recipe.longest
        self._placed: dict[str, Places] = {}
        self.words = list(start)
        rows = np.array(list(start.values()), dtype=np.float32)
        self.rows = torch.nn.EmbeddingBag.from_pretrained(
            torch.from_numpy(by_importance(rows)), freeze=False, mode="mean", sparse=True
        )

    def places(self, text: str) -> Places:
        """The rows that a text is the mean of, as many as count."""
        if text not in self._placed:
            known = islice(known_words(self._cutter.cut(text), self._places), self._longest)
            self._placed[text] = np.array([self._places[word] for word in known], dtype=np.int64)
        return self._placed[text]

    def placed(self, pairs: Iterable[TextPair]) -> list[tuple[Places, Places]]:
        """The pairs whose texts are both known, as places."""
        both = ((self.places(one), self.places(other)) for one, other in pairs)
        return [(one, other) for one, other in both if len(one) and len(other)]

    def vectors(self, texts: Sequence[Places]) -> torch.Tensor:
        """The mean rows of texts, [n, dimension]."""
        starts = np.cumsum([0] + [len(places) for places in texts[:-1]])
        return self.rows(torch.from_numpy(np.concatenate(texts)), torch.from_numpy(starts))  # type: ignore[no-any-return]


def by_importance(rows: Rows) -> Rows:
    """The rows turned so that their first numbers say most; no cosine changes."""
    turned: Rows = rows @ np.linalg.eigh(rows.T @ rows)[1][:, ::-1]
    return np.ascontiguousarray(turned)


def chosen(pairs: Iterable[TextPair], share: float, chance: random.Random) -> list[TextPair]:
    """Each pair `share` times; a fraction is a chance."""
    return [pair for pair in pairs for _ in range(int(share) + (chance.random() < share % 1))]


def ranking_loss(first: torch.Tensor, second: torch.Tensor, recipe: Recipe) -> torch.Tensor:
    """How badly texts find their partners among all of the batch, both ways, over the halved dimensions."""
    target = torch.arange(len(first))
    dimension, losses = first.shape[1], []
    while dimension >= recipe.smallest_dimension:
        one = functional.normalize(first[:, :dimension])
        other = functional.normalize(second[:, :dimension])
        likeness = one @ other.T / recipe.temperature
        losses.append(
            functional.cross_entropy(likeness, target) + functional.cross_entropy(likeness.T, target)
        )
        dimension //= 2
    return torch.stack(losses).mean() / 2


def order_loss(
    first: torch.Tensor, second: torch.Tensor, likeness: torch.Tensor, recipe: Recipe
) -> torch.Tensor:
    """CoSENT: log(1 + sum of exp(scale (cos j - cos i))) over all i judged more alike than j."""
    cosines = functional.cosine_similarity(first, second) * recipe.order_scale
    wrong = (cosines[None, :] - cosines[:, None])[likeness[:, None] > likeness[None, :]]
    return torch.logsumexp(torch.cat([torch.zeros(1), wrong]), dim=0)


def train(model: Model, pairs: list[tuple[Places, Places]], judged: list[Pair], recipe: Recipe) -> None:
    """One pass over the pairs, with a batch of judged pairs every few steps; the rate falls to zero."""
    chance = random.Random(recipe.seed)
    chance.shuffle(pairs)
    optimizer = torch.optim.SparseAdam(list(model.rows.parameters()), lr=recipe.rate)
    steps = len(pairs) // recipe.batch
    for step in range(steps):
        batch = pairs[step * recipe.batch : (step + 1) * recipe.batch]
        first, second = (model.vectors(side) for side in zip(*batch, strict=True))
        loss = ranking_loss(first, second, recipe)
        if step % recipe.order_every == 0:
            one, other, likeness = zip(*chance.sample(judged, recipe.order_batch), strict=True)
            first, second = (model.vectors([model.places(text) for text in texts]) for texts in (one, other))
            loss = loss + recipe.order_weight * order_loss(first, second, torch.tensor(likeness), recipe)
        for group in optimizer.param_groups:
            group["lr"] = recipe.rate * (1 - step / steps)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()  # type: ignore[no-untyped-call]
        if step % 100 == 0:
            print(f"step {step} of {steps}: loss {loss.item():.3f}", file=sys.stderr, flush=True)


def read_start(directory: Path) -> tuple[WordRows, Cutter, dict[str, Any]]:
    """The word rows of a model directory, how it cuts, and what it says of its making."""
    from safetensors.numpy import load_file

    wording = Wording.of(directory)
    rows = load_file(directory / "model.safetensors")["embedding.weight"].astype(np.float32)
    facts = json.loads((directory / "yusuan.json").read_text(encoding="utf-8"))
    kept = {name: facts[name] for name in ("sentences", "tokens", "skip_gram")}
    return {word: rows[place] for word, place in wording.vocabulary.items() if place}, wording.cutter, kept


def write_card(directory: Path, sts: Path) -> None:
    """The model card: its template filled with what was counted and what the model scores."""
    facts = json.loads((directory / "yusuan.json").read_text(encoding="utf-8"))
    size = sum(file.stat().st_size for file in directory.rglob("*") if file.is_file()) / 1e6
    encoder = StaticEncoder(directory)
    measured = [*likeness_scores(encoder, sts), *query_scores(encoder)]
    table = "\n".join(f"| {label} | {count} | {score:.1f} |" for label, count, score in measured)
    card = (HERE / "card.md").read_text(encoding="utf-8")
    (directory / "README.md").write_text(
        card.format(**facts, size=f"{size:.1f}", scores=table), encoding="utf-8"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    shared = Path("../shared")
    parser.add_argument("--start", type=Path, default=SKIP_GRAM, help="what training.train_static wrote")
    parser.add_argument("--corpora", type=Path, default=shared / "corpora", help="folder of the corpora")
    parser.add_argument("--sts", type=Path, default=shared / "sts", help="folder of the sentence pairs")
    parser.add_argument(
        "--examples", type=Path, default=HERE.parent / "examples", help="folder of disclosures"
    )
    parser.add_argument("--output", type=Path, default=SHIPPED_MODEL, help="model directory to write")
    parser.add_argument(
        "--threads", type=int, default=2, help="threads; another number differs in the last digits"
    )
    for field in fields(Recipe):
        parser.add_argument(
            f"--{field.name.replace('_', '-')}", type=type(field.default), default=field.default
        )
    given = parser.parse_args()
    recipe = Recipe(**{field.name: getattr(given, field.name) for field in fields(Recipe)})
    torch.set_num_threads(given.threads)

    rows, cutter, facts = read_start(given.start)
    dictionary = list(entries(given.corpora / DICTIONARY))
    start = grown(rows, dictionary, cutter, recipe.chinese, recipe.english_entries, recipe.english_weight)
    model = Model(damped(start, recipe.general_weight), cutter, recipe)
    chance = random.Random(recipe.seed)
    found = sources(given.corpora, CORPORA, given.sts, given.examples)
    taken = {name: chosen(pairs(), getattr(recipe, name), chance) for name, pairs in found.items()}
    with (given.sts / "STS-B.train.data").open(encoding="utf-8") as lines:
        judged = list(tab_separated(lines))
    train(model, model.placed(pair for pairs in taken.values() for pair in pairs), judged, recipe)

    facts |= {"contrastive": asdict(recipe), "pairs": {name: len(pairs) for name, pairs in taken.items()}}
    save(given.output, model.words, model.rows.weight.detach().numpy(), cutter, facts)
    write_card(given.output, given.sts)


if __name__ == "__main__":
    main()
