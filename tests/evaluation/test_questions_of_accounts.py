"""Questions about final accounts with parts and stages: the whole answers; where only a part is stated, it says which."""

from __future__ import annotations

from pathlib import Path

import pytest

from yusuan.app import Services
from yusuan.questions.ask import answer
from yusuan.settings import Settings

ACCOUNT = """桐岭县司法局2024年部门决算

第一部分 部门概况

一、主要职责

1、负责全县普法宣传和社区矫正。

第二部分 2024年部门决算表

支出决算表
单位：万元

科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出
204\t公共安全支出\t81.5\t80\t1.5
20406\t司法\t81.5\t80\t1.5
2040605\t普法宣传\t81.5\t80\t1.5
合计\t\t81.5\t80\t1.5

一般公共预算财政拨款基本支出决算表
单位：万元

科目编码\t科目名称\t决算数
302\t商品和服务支出\t16
30201\t办公费\t6
30211\t差旅费\t10

财政拨款“三公”经费支出决算表
单位：万元

项目\t预算数\t决算数
合计\t3\t2.5
公务接待费\t3\t2.5

第三部分 名词解释

一、基本支出：指为保障机构正常运转发生的支出。
"""

ASKED = [
    ("桐岭县司法局2024年公共安全支出是多少", "81.5万元"),
    ("桐岭县司法局2024年基本支出是多少", "80万元"),
    ("桐岭县司法局2024年办公费是多少", "（基本支出，一般公共预算拨款） 6万元"),
    ("桐岭县司法局2024年三公经费是多少", "2.5万元"),
    ("桐岭县司法局2024年三公经费预算是多少", "3万元"),
]


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Services:
    folder: Path = tmp_path_factory.mktemp("accounts")
    (folder / "account.txt").write_text(ACCOUNT, "utf-8")
    made = Services(Settings(indexes=folder / "indexes"))
    made.ingest([folder / "account.txt"])
    return made


@pytest.mark.parametrize(("question", "told"), ASKED)
def test_the_answer_is_the_whole_or_says_which_part(services: Services, question: str, told: str) -> None:
    found = answer(question, services.generation)
    assert found.status == "answered"
    assert found.answer.endswith(f"{told}。")
    assert len(found.rows) == 1
