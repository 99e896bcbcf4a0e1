"""Who discloses, where and when, in the real disclosures beside the project: names, codes and years, written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from yusuan.extraction import extract
from yusuan.reading import read

DISCLOSURES = Path(__file__).parents[3] / "shared" / "disclosures"
FINAL = "final-accounts"

# document, department (None: nobody is named), its division from the province down, why, year, stage
EXPECTED: list[tuple[str, str | None, str, str, int, str]] = [
    ("anhui_chizhou_govoffice_2020_sangong", "池州市人民政府办公室", "安徽省/池州市", "name", 2020, "budget"),
    ("anhui_xuanzhou_zhigong_2020_sangong", "中共宣城市宣州区直属机关工作委员会", "安徽省/宣城市/宣州区", "text", 2020, "budget"),
    ("chongqing_fuling_qxz_2024_sangong", None, "重庆市/涪陵区", "file", 2024, "budget"),
    ("chongqing_jiangbei_2021_sangong", "江北区本级", "重庆市/江北区", "file", 2021, "budget"),
    ("chongqing_pengshui_2022_gov_budget", "彭水苗族土家族自治县", "重庆市/彭水苗族土家族自治县", "name", 2022, "budget"),
    ("chongqing_tongliang_weilong_2021_sangong_final", "重庆市铜梁区围龙镇人民政府", "重庆市/铜梁区/围龙镇", "name", 2021, FINAL),
    ("chongqing_yuzhong_2020_sangong_final", "渝中区", "重庆市/渝中区", "file", 2020, FINAL),
    ("fujian_longyan_minzu_2023_transfer", "龙岩市民族与宗教事务局", "福建省/龙岩市", "name", 2023, "budget"),
    ("guangxi_wuzhou_tech_2021_budget", None, "广西壮族自治区/梧州市", "file", 2021, "budget"),
    ("guizhou_xifeng_wenlian_2021_budget", "息烽县文学艺术界联合会", "贵州省/贵阳市/息烽县", "name", 2021, "budget"),
    ("hebei_pingshan_xiakou_2025_budget_table", "平山县下口镇财政所", "河北省/石家庄市/平山县/下口镇", "name", 2025, "budget"),
    ("hubei_ezhou_office_building_2022_project", "鄂州市", "湖北省/鄂州市", "name", 2022, "budget"),
    ("hubei_guangshui_govoffice_2021_overall", "广水市人民政府办公室", "湖北省/随州市/广水市", "name", 2021, "budget"),
    ("hubei_shayang_2023_gov_budget_report", "沙洋县财政局", "湖北省/荆门市/沙洋县", "name", 2023, "budget"),
    ("hubei_wuhan_qingshan_education_2020_project", "武汉市青山区教育局", "湖北省/武汉市/青山区", "name", 2020, "budget"),
    ("hunan_huitong_lincheng_2022_budget", "会同县林城镇人民政府", "湖南省/怀化市/会同县/林城镇", "name", 2022, "budget"),
    ("jiangxi_ganxian_shadi_2021_budget", "赣州市赣县区沙地镇人民政府", "江西省/赣州市/赣县区/沙地镇", "name", 2021, "budget"),
    ("liaoning_tieling_2022_dept_budget_arrangement", "铁岭县", "辽宁省/铁岭市/铁岭县", "file", 2022, "budget"),
    ("shandong_yutai_finance_2023_budget", "鱼台县财政局", "山东省/济宁市/鱼台县", "name", 2023, "budget"),
    ("shanghai_putuo_finance_bureau_2024_final", "上海市普陀区财政局", "上海市/普陀区", "name", 2024, FINAL),
    ("shanghai_putuo_wanli_2025_budget_sample", "上海市普陀区人民政府万里街道办事处", "上海市/普陀区/万里街道", "name", 2025, "budget"),
    ("sichuan_daying_sfj_2023_selfeval", "大英县司法局", "四川省/遂宁市/大英县", "name", 2023, "budget"),
    ("sichuan_jingyan_2020_sangong_final", "井研县财政局", "四川省/乐山市/井研县", "name", 2020, FINAL),
    ("sichuan_jingyan_mata_2023_project_table", "井研县马踏镇人民政府", "四川省/乐山市/井研县/马踏镇", "name", 2023, "budget"),
]  # fmt: skip


@pytest.mark.skipif(
    not DISCLOSURES.is_dir(), reason="the real disclosures (../shared/disclosures) are not beside the project"
)
@pytest.mark.parametrize(
    ("stem", "name", "path", "reason", "year", "stage"), EXPECTED, ids=[each[0] for each in EXPECTED]
)
def test_who_discloses(stem: str, name: str | None, path: str, reason: str, year: int, stage: str) -> None:
    file = next(each for each in DISCLOSURES.iterdir() if each.stem == stem)
    found = extract(read(file.read_bytes(), file.name))
    department = found.department
    assert department.division is not None
    if name is None:
        assert department.name.value in (found.title.value, department.division.value.name, "未写明单位")
        assert department.key == stem
    else:
        assert department.name.value == name
    assert "/".join(department.division.value.path) == path
    assert department.division_reason == reason
    assert found.year is not None
    assert (found.year.value, found.stage) == (year, stage)
    assert {"name.other-place"}.isdisjoint(issue.code for issue in found.issues)
