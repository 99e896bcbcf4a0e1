"""Rows → an answer: its sentence, its evidence, what was not counted; or a refusal with what could be asked instead."""
