"""From a snapshot's bytes to drafts of articles: decode, then HTML or plain text. Pure functions of bytes and context."""
