"""A store as one SQLite file: opening, refusing, making, migrating, backing it up, and putting a backup back."""
