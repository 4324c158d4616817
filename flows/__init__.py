"""Prefect flows, thin: the steps live in `provenance`."""
