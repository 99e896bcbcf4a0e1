"""What a reading says → conditions of a query: place, year, stage, category, fund, target, payment, subject matter."""
