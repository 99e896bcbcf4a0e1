"""Runs every measurement and prints its table: ``python -m benchmarks [NAME …]``."""

from __future__ import annotations

import subprocess
import sys

NAMES = ("commands", "ingest", "fulltext", "embedding", "questions")


def main() -> int:
    """Run the named measurements, or all, each in a process of its own; the exit status of the first that failed."""
    for name in sys.argv[1:] or NAMES:
        print(f"\n## {name}\n", flush=True)
        status = subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode
        if status:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main())
