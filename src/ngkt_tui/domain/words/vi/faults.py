"""What is wrong with a digest."""

FAULTS: dict[str, str] = {}
