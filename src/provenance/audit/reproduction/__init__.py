"""Reproduction: stored snapshots read again, and compared with what was published of them."""
