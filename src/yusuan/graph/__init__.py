"""How do the facts of a disclosure become a graph, and how is the graph asked?

``iris`` names things, ``triples`` maps a Disclosure to them, ``store`` keeps one named graph a disclosure on disk,
``records`` and ``export`` read it back, ``safety``, ``queries`` and ``worker`` run the queries of strangers.
Importing the package imports none of them: the query worker must start fast.
"""
