"""One module for each sort of table: rows to records."""
