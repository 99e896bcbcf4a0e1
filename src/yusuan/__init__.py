"""Yusuan 预算图谱: county budget disclosures as a knowledge graph with search by word and by meaning.

Importing the package imports nothing heavy; start at :mod:`yusuan.app` for the opened services.
"""

__version__ = "0.2.0"
