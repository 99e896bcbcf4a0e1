"""What do the words of prose about money mean, one by one? Categories and items, amounts, years, stages, and what adds nothing."""
