"""Tables of documents, a row each: JSON Lines and Parquet."""
