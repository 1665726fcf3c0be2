"""Reading and proving digests: YAML text becomes a validated value, or a list of faults with their places."""
