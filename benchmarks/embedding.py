"""How fast are the two ways to encode with a static model? One run on one machine; the ratio is what counts.

Every implementation is opened in a process of its own, so that neither profits from what the other imported.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time

IMPLEMENTATIONS = ("static", "sentence-transformers")
PIECES = (
    "电子政务内网运行维护",
    "保障全县党政机关网络畅通",
    "农村公路养护",
    "中小学校舍维修改造",
    "购置办公设备",
    "满意度不低于95%",
    "资金支出进度",
    "组织干部培训3期",
    "1,050.00万元",
    "完成年度绩效目标",
)


def texts(count: int) -> list[str]:
    """Made-up passages of one to six pieces, the same at every run."""
    chance = random.Random(1)
    return ["，".join(chance.choices(PIECES, k=chance.randint(1, 6))) for _ in range(count)]


def measure(implementation: str, count: int) -> dict[str, float]:
    """Seconds to import, to open, and until the first vector; texts a second, and milliseconds a query, of one implementation."""
    begin = time.perf_counter()
    from yusuan.search.meaning.embedding import open_encoder

    if implementation != "static":
        import sentence_transformers  # noqa: F401  so that its seconds are not those of the model
    imported = time.perf_counter()
    encoder = open_encoder(None, "static" if implementation == "static" else "sentence-transformers")
    opened = time.perf_counter()
    encoder.encode(["内网"])
    first = time.perf_counter()
    passages = texts(count)
    start = time.perf_counter()
    encoder.encode(passages)
    encoded = time.perf_counter()
    for passage in passages[:200]:
        encoder.encode([passage], query=True)
    asked = time.perf_counter()
    return {
        "import": imported - begin,
        "open": opened - imported,
        "first": first - begin,
        "rate": count / (encoded - start),
        "query": (asked - encoded) / min(count, 200) * 1000,
    }


def in_a_process(implementation: str, count: int) -> dict[str, float]:
    """The measurements of an implementation, taken in a fresh process."""
    command = [sys.executable, __file__, "--only", implementation, "--texts", str(count)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    measured: dict[str, float] = json.loads(answer)
    return measured


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=5000, help="passages to encode")
    parser.add_argument("--only", choices=IMPLEMENTATIONS, help="measure one here and print JSON")
    chosen = parser.parse_args()
    if chosen.only:
        print(json.dumps(measure(chosen.only, chosen.texts)))
        return
    results = {name: in_a_process(name, chosen.texts) for name in IMPLEMENTATIONS}
    static, other = (results[name] for name in IMPLEMENTATIONS)
    print("| encoder | import, s | open, s | first vector, s | texts a second | one query, ms |\n|---|---|---|---|---|---|")
    for name, row in results.items():
        seconds = " | ".join(f"{row[part]:.2f}" for part in ("import", "open", "first"))
        print(f"| {name} | {seconds} | {row['rate']:,.0f} | {row['query']:.2f} |")
    ratios = (
        other["import"] / static["import"],
        other["open"] / static["open"],
        other["first"] / static["first"],
        static["rate"] / other["rate"],
        other["query"] / static["query"],
    )
    print("| static is better by | " + " | ".join(f"{ratio:.1f}×" for ratio in ratios) + " |")


if __name__ == "__main__":
    main()
