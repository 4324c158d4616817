"""Audit: recompute everything that a version claims."""
