"""Pictures of pages → pages: characters by machine (``ocr``), ruling lines by their pixels."""
