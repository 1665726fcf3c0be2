"""What screens and reports read: SQL over sqlite3, returning small frozen rows. It never writes."""
