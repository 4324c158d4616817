"""Keys, and what is signed with them: notes over log roots (C2SP), statements about versions (in-toto in a DSSE envelope)."""
