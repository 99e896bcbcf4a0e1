"""How do the generated files come from the ontology? Only ``yusuan.vocabulary.generate`` uses this."""
