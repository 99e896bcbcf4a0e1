"""What follows from the ontology? Writes every file that is generated from ``ontology/``.

``python -m yusuan.vocabulary.generate`` rewrites them in a checkout; ``--check`` only says which are out of
step. What is written is sorted and carries no time, so the same ontology gives the same bytes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from yusuan.vocabulary.generation import documents, python
from yusuan.vocabulary.generation.source import Ontology

CHECKOUT = Path(__file__).resolve().parents[3]


def generated(folder: Path) -> dict[str, str]:
    """Path in the repository and text of every generated file, from the Turtle files in ``folder``."""
    ontology = Ontology.read(folder)
    package = "src/yusuan/vocabulary"
    return {
        f"{package}/terms.py": python.terms_module(ontology),
        f"{package}/concept_table.py": python.concept_module(ontology),
        f"{package}/label_table.py": python.label_module(ontology),
        f"{package}/property_table.py": python.property_module(ontology),
        f"{package}/phrase_table.py": python.phrase_module(ontology),
        f"{package}/user_dictionary.txt": documents.user_dictionary(ontology),
        "ontology/context.jsonld": documents.json_ld_context(ontology),
        "docs/glossary.md": documents.glossary(ontology),
    }


def out_of_step(root: Path) -> list[str]:
    """The generated files in the checkout ``root`` whose bytes differ from what its ontology gives."""
    return [
        name
        for name, text in generated(root / "ontology").items()
        if not (root / name).is_file() or (root / name).read_bytes() != text.encode("utf-8")
    ]


def main(arguments: list[str] | None = None) -> int:
    """Writes the files, or with ``--check`` names those out of step and answers 1 if there are any."""
    parser = argparse.ArgumentParser(prog="python -m yusuan.vocabulary.generate", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file is out of step")
    if parser.parse_args(arguments).check:
        stale = out_of_step(CHECKOUT)
        for name in stale:
            print(
                f"{name}: 与本体不一致，请运行 python -m yusuan.vocabulary.generate / out of step",
                file=sys.stderr,
            )
        return 1 if stale else 0
    for name, text in generated(CHECKOUT / "ontology").items():
        path = CHECKOUT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
