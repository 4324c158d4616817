"""Normalisation: NFC and LF for what is published, a match form for what is only compared, and the way back to the source."""
