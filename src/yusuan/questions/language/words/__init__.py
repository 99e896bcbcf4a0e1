"""What is found in a question because a list holds it: cues, categories, items of classifications, English words."""
