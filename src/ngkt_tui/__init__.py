"""A terminal dashboard for economic diplomacy (ngoại giao kinh tế)."""

__version__ = "0.1.0"
