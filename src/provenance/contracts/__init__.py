"""Contracts: `schemas/*.odcs.yaml`, and what is built from them."""
