"""Audit: recompute everything that a version claims; trace an article back to its bytes."""
