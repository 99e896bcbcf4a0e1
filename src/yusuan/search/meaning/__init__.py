"""How near are a query and a passage in meaning? The embedding, its files, vectors of passages, topics and single words."""
