"""Words of a question → senses. ``words``: lists of words; ``forms``: numbers, times and phrases; here: the names of the data, and the cut.

``candidates`` collects everything that may be named, ``segment`` cuts the question, ``neighbours`` and ``text_senses`` look at words beside
each other.
"""
