"""A store on a PostgreSQL server: what differs from a store in a SQLite file."""
