"""Tracing: one article from its published row back to its bytes, each step recomputed."""
