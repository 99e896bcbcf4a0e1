"""The SPARQL of the answers: one ``.rq`` file a query, filled by ``sparql`` and turned into rows by ``rows``."""
