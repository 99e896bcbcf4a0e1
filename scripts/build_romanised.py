"""Builds the table of division names in Latin letters (pinyin without tones), as the folders of government sites write them.

Usage: python scripts/build_romanised.py [OUT]

Needs ``pypinyin`` at build time only. Characters that place names read otherwise than running text does are set right here.
The table holds one line a name: the name without its suffix (鹿泉; 魏县 where one character would be left), tab, letters.
"""

from __future__ import annotations

import sys
from pathlib import Path

from yusuan.values.divisions import TABLE, short_form, table

OUT = TABLE.with_name("romanised.tsv")
CHARACTERS = {"长": "chang", "都": "du", "会": "hui", "重": "chong", "朝": "chao", "曾": "zeng", "阿": "a"}
NAMES = {
    "长子": "zhangzi", "单县": "shanxian", "浚县": "xunxian", "荥经": "yingjing", "尉犁": "yuli", "宕昌": "tanchang",
    "珲春": "hunchun", "大城": "daicheng", "乐陵": "laoling", "乐亭": "laoting", "乐清": "yueqing", "陕西": "shaanxi",
    "六安": "luan", "六合": "luhe", "铅山": "yanshan", "蔚县": "yuxian", "枞阳": "zongyang", "丽水": "lishui",
    "台州": "taizhou", "东阿": "donge", "莘县": "shenxian", "会稽": "kuaiji", "牟平": "muping", "百色": "baise",
}  # fmt: skip


def letters(name: str) -> str:
    """``name`` in Latin letters."""
    from pypinyin import lazy_pinyin  # type: ignore[import-not-found,unused-ignore]

    if name in NAMES:
        return NAMES[name]
    read = lazy_pinyin(name)
    return "".join(CHARACTERS.get(c, r) for c, r in zip(name, read, strict=True)).replace("ü", "v")


def main(arguments: list[str]) -> None:
    out = Path(arguments[0]) if arguments else OUT
    stems = sorted({short_form(each.name) or each.name for each in table().values()})
    rows = [f"{stem}\t{letters(stem)}" for stem in stems if all("一" <= c <= "鿿" for c in stem)]
    out.write_text("\n".join(["name\tletters", *rows, ""]), encoding="utf-8")
    print(f"{len(rows)} rows", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
