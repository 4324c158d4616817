"""Contracts, one a table, Open Data Contract Standard 3.x."""
