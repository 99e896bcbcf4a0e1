"""Glyphs and lines on pages → paragraphs and tables, the same for PDF files and scans. ``layout`` runs the steps, ``write`` puts
down what they found."""
