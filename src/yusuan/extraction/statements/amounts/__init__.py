"""Prose → amounts, changes, counts and rates. ``paragraph`` is read token by token, on the state that ``state`` keeps;
``context`` says what holds for it from outside."""
