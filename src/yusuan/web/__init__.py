"""The pages, the HTTP interface and the SPARQL endpoint of one opened library, as a Flask application.

Views only: what a page shows is read by :mod:`yusuan.browse`, what is computed by :class:`yusuan.app.Services`;
templates, style sheets and scripts live in the top-level ``web/`` folder.
"""
