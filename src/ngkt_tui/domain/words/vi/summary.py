"""What a summary says."""

SUMMARY: dict[str, str] = {}
