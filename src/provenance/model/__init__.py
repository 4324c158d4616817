"""Value types that every step shares: frozen, without I/O, without behaviour beyond their own meaning."""
