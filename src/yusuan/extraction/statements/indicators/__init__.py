"""Rows of forms → Indicators: ``header`` says which column is which property, ``rows`` reads a row below it, ``grouped`` one
whose levels stand in the header, ``targets`` what is to be reached."""
