"""What do we call things? The names, words and labels of the ontology, ready for code to use.

``terms`` holds IRIs, ``labels`` the zh and en label of each, ``concepts`` the categories, levels, sources and
topics with their words, ``mentions`` finds those words in a text, ``dictionary`` gives the tokeniser its words.
``terms``, ``concept_table``, ``label_table``, ``property_table`` and ``user_dictionary.txt`` are generated from ``ontology/`` by
``python -m yusuan.vocabulary.generate``, the only module here that reads RDF.
"""

from __future__ import annotations

from yusuan.vocabulary.files import ontology_file, ontology_folder

__all__ = ["ontology_file", "ontology_folder"]
