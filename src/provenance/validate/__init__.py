"""Validation: a contract's rules, run by Great Expectations over the new rows."""
