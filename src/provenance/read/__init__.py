"""Reading a published dataset."""
