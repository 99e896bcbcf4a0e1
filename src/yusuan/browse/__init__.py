"""What a page shows: typed data of one home, project, department, division, concept or document page.

Everything is read from one library generation, each fact with the places of the documents that state it. How it looks
and which address it has is left to :mod:`yusuan.web`.
"""
