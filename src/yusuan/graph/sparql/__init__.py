"""How are strangers' queries run without harm, and how are their results written? ``queries`` starts a child for each,
``safety`` bounds its ``tokens`` before, ``clauses`` says which graphs it names, ``worker`` runs in the child, ``failures`` tells what went
wrong there."""
