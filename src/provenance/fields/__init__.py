"""Fields: dates, figures, quotes, outlets, agencies and language, read from passages. Pure functions."""
