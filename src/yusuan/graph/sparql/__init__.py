"""How are strangers' queries run without harm, and how are their results written? ``queries`` starts a child for each,
``safety`` bounds its text before, ``worker`` runs in the child."""
