"""Sources: where snapshots come from."""
