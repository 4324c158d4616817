"""Registry data: outlets, agencies and lexicons, as TOML."""
