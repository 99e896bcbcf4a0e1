"""Prose → statements of amounts, changes, counts and rates. ``paragraph`` is read token by token, on what ``paragraph_state``
keeps of it; ``building`` builds its statements, ``context`` says what holds for it from outside, ``words`` what one word means."""
