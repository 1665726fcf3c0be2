"""What the command line says."""

COMMANDS: dict[str, str] = {}
