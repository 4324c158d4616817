"""Identity: canonical form, hashes, the Merkle log and the set digest. Specified in `docs/format.md`."""
