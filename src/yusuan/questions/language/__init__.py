"""Words of a question → senses: numbers, times, names, categories, topics, cues. One module a kind of sense, ``segment`` cuts
the question into them."""
