"""What does the document state? Projects and indicators from forms, amounts from budget tables and prose, clauses from
sections. One room a kind of statement."""
