"""Where does the time of an ingest go, and does a second core help? Copies of the samples under other names and numbers.

python -m benchmarks.ingest [DOCUMENTS]
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from yusuan.app import Services
from yusuan.reading import read
from yusuan.settings import Settings

SAMPLES = Path(__file__).parent.parent / "examples"


def copies(count: int, folder: Path) -> None:
    """``count`` disclosures of as many departments, from the samples with the county's name changed."""
    texts = [read(path.read_bytes(), path.name).text for path in sorted(SAMPLES.glob("*.txt"))]
    for number in range(count):
        text = texts[number % len(texts)]
        for county in ("青石县", "柳塘县", "桐岭县", "苇湾区"):
            text = text.replace(county, f"{county[:-1]}{chr(0x4E00 + number)}{county[-1]}")
        (folder / f"{number:05d}.txt").write_text(text, "utf-8")


def main() -> None:
    """Measures and prints the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "in")
        source.mkdir()
        copies(count, source)
        took: dict[int, float] = {}
        for jobs in sorted({1, os.cpu_count() or 1}):
            stages: dict[str, float] = {}

            def seen(stage: str, done: int, total: int, stages: dict[str, float] = stages) -> None:
                stages[stage] = time.perf_counter()

            start = time.perf_counter()
            services = Services(Settings(indexes=Path(folder, str(jobs)), jobs=jobs))
            outcome = services.ingest([source], seen)
            took[jobs] = time.perf_counter() - start
            parts, at = [], start
            for stage, when in stages.items():
                parts.append(f"{stage} {when - at:.1f} s")
                at = when
            print(
                f"{len(outcome.added)} documents, {jobs} processes: {took[jobs]:.1f} s ({', '.join(parts)})"
            )
        print(f"ratio {took[1] / took[max(took)]:.2f}")


if __name__ == "__main__":
    main()
