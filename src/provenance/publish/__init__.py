"""Publish: revisions, files, the commit."""
