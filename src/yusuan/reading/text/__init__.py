"""Plain text → blocks: encodings, lines, sentences, page marks, tables drawn with tabs or bars."""
