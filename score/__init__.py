"""The scoreboard: what the extractor gets right, on a truth set of our own and on real pages. See docs/quality.md."""
