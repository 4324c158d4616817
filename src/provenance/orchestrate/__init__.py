"""Prefect: its environment and server, the steps of a run as tasks, and schedules. The flows themselves stand in `flows/`."""
