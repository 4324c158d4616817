"""Proofs about a version that anybody can check without the dataset."""
