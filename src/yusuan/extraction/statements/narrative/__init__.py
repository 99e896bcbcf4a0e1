"""Numbered prose → duties, goals, activities, units, glossary and cited policies. One module a kind."""
