"""What is found in a question by its form: numbers and limits, years and months, phrases that a list of words cannot hold."""
