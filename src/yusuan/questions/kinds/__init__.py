"""The builders by name: one for each entry of ``grammar/kinds.toml``, which a pattern's ``reads`` names."""

from __future__ import annotations

from yusuan.questions.filters.attempts import Builder
from yusuan.questions.kinds.budget_lines import lines, lines_of_all_years, lines_overview
from yusuan.questions.kinds.category_sets import (
    categories_compared,
    categories_difference,
    categories_sum,
    lines_parts,
)
from yusuan.questions.kinds.changes import changes, changes_from_budget, changes_listed
from yusuan.questions.kinds.departments import bodies, concept_definitions, held, terms
from yusuan.questions.kinds.documents import documents_said
from yusuan.questions.kinds.duties import responsible, who_does
from yusuan.questions.kinds.indicators import indicators
from yusuan.questions.kinds.project_sets import largest_sum, project_attempts
from yusuan.questions.kinds.projects import (
    project,
    project_counts,
    project_funding,
    project_plan,
    projects_by_county,
)
from yusuan.questions.kinds.quantities import quantities, staff, times
from yusuan.questions.kinds.shares import category_share, category_share_in_fund, project_share
from yusuan.questions.kinds.similar import similar_attempts
from yusuan.questions.kinds.units import unit
from yusuan.questions.kinds.years import lines_between, projects_between

BUILDERS: dict[str, Builder] = {
    "projects": project_attempts,
    "largest-sum": largest_sum,
    "groups": project_attempts,
    "group-extreme": project_attempts,
    "project": project,
    "project-funding": project_funding,
    "project-plan": project_plan,
    "indicators": indicators,
    "lines": lines,
    "lines-overview": lines_overview,
    "lines-parts": lines_parts,
    "categories-sum": categories_sum,
    "categories-compared": categories_compared,
    "categories-difference": categories_difference,
    "lines-all-years": lines_of_all_years,
    "changes": changes,
    "quantities": quantities,
    "staff": staff,
    "times": times,
    "bodies": bodies,
    "held": held,
    "terms": terms,
    "concept-definitions": concept_definitions,
    "responsible": responsible,
    "who-does": who_does,
    "changes-from-budget": changes_from_budget,
    "changes-listed": changes_listed,
    "lines-between": lines_between,
    "projects-between": projects_between,
    "project-counts": project_counts,
    "projects-by-county": projects_by_county,
    "unit": unit,
    "documents-said": documents_said,
    "category-share": category_share,
    "category-share-in-fund": category_share_in_fund,
    "project-share": project_share,
    "similar": similar_attempts,
}
