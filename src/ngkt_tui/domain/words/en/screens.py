"""What the dashboard says."""

SCREENS: dict[str, str] = {}
