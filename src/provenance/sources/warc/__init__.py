"""WARC files (ISO 28500): framing that survives damage, HTTP exchanges, digests, and the rules of what is a snapshot."""
