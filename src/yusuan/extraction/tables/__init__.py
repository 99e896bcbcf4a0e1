"""Tables as extraction wants them: rows of words with spans, header paths over columns, cells set right under their columns,
and the unit of money in force."""
