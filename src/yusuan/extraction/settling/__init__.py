"""Statements → what the Disclosure holds: one line for what is said of one thing, and what no step claimed."""
