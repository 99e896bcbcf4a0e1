"""How long does a user wait for a command, the start of Python included? Whole processes, against ``python -c pass``.

    python -m benchmarks.commands [INDEX]

INDEX is an index folder; by default the samples are ingested into a temporary one.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

REPEATS = 7
YUSUAN = [sys.executable, "-m", "yusuan.cli"]
COMMANDS = {
    "--help": ["--help"],
    "status": ["status"],
    "search, by word": ["search", "内网", "--mode", "keyword"],
    "search, by meaning": ["search", "内网", "--mode", "semantic"],
    "search, hybrid": ["search", "内网"],
    "sparql": ["sparql", "SELECT (COUNT(?p) AS ?n) { ?p a bgt:Project }"],
    "ask": ["ask", "一共有多少个项目？"],
}


def seconds(command: list[str], index: str) -> float:
    """Median wall time of ``command`` as a whole process."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        subprocess.run(
            command, env={"YUSUAN_INDEXES": index, "LANG": "C.UTF-8"}, capture_output=True, check=True
        )
        times.append(time.perf_counter() - start)
    return median(times)


def main() -> None:
    """Measures and prints the table."""
    with tempfile.TemporaryDirectory() as folder:
        index = sys.argv[1] if len(sys.argv) > 1 else folder
        if index == folder:
            samples = Path(__file__).parent.parent / "examples"
            subprocess.run(
                [*YUSUAN, "ingest", str(samples), "--indexes", index], capture_output=True, check=True
            )
        bare = seconds([sys.executable, "-c", "pass"], index)
        print(
            f"| command | seconds | × python -c pass |\n|---|---|---|\n| python -c pass | {bare:.3f} | 1.0 |"
        )
        for name, words in COMMANDS.items():
            took = seconds([*YUSUAN, *words], index)
            print(f"| {name} | {took:.3f} | {took / bare:.1f} |")


if __name__ == "__main__":
    main()
