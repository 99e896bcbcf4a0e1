"""How the shipped embedding is made and measured. Run the modules with ``python -m training.NAME``; see README.md."""
