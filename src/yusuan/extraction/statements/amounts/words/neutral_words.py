"""Which words may stand between a category and its amount: those that add nothing, and those that name something else.

"公务接待费支出预算安排为5万元" is an amount of 公务接待费; "基本支出中工资福利支出5万元" is none of 基本支出.
"""

from __future__ import annotations

import re

_NEUTRAL_WORDS = """
一般公共预算 财政拨款 预算安排 账面价值 账面原值 账面净值 本年度 全年度 预算 决算 支出 收入 总额
总计 合计 共计 金额 资金 经费 拨款 安排 核定 编制 执行 完成 年初 年末 本年 当年 全年 全部
今年 年度 我们 单位 部门 其中 实际 申请 批复 财政 人民币 价值 原值 净值 面积 大约 左右 拟 将
预计 计划 需要 公开 支付 开支 费用 共有 现有 保有量 编制数 达到 分别 依次 数为 数是 包括 包含
县级 区级 市级 本级 本单位 我单位 本部门 我部门 我局 我办 我县 我区 我镇 我乡 我校 我院 我中心
我委 具体 为 是 约 达 共 计 总 额 数 的 在 于 均 各 都 需 按 已 仍 又 也 再 含 即 有
下达 建筑 表现为
"""
_NEUTRAL = re.compile(
    rf"(?>{'|'.join(sorted(_NEUTRAL_WORDS.split(), key=len, reverse=True))}|[\s：:“”\"'，,、。（）()—\-.；;])*+"
)
_FOREIGN = re.compile(
    r"[费税]|工资|津贴|补贴|补助|补偿|奖金|公积金|保险|项目|工程|债券|债务|贷款|专项|物资|救助|维修|维护|租赁|改造|建设|采购|绩效|人员|编制|科室"
    r"|(?<!一般公共)(?<!财政)(?<!总)预算收入"
)
_NAMED = re.compile(r"(?<=[一-鿿]{2})(?:支出|收入)(?=[一-鿿]{0,2}$)")
_IDLE_WORDS = sorted(_NEUTRAL_WORDS.split(), key=len, reverse=True)
_IDLE = re.compile("|".join(_IDLE_WORDS))
_IDLE_BESIDE = re.compile("|".join(word for word in _IDLE_WORDS if word not in ("支出", "收入")))


def neutral(words: str) -> bool:
    """Whether ``words`` name nothing: 预算安排为, 我单位共计, 其中：."""
    return bool(_NEUTRAL.fullmatch(words))


def foreign(words: str) -> bool:
    """Whether ``words`` name another thing that money is spent on: 工资福利支出, 办公楼维修."""
    return bool(_FOREIGN.search(_IDLE.sub("", words)) or _NAMED.search(_IDLE_BESIDE.sub("", words)))
