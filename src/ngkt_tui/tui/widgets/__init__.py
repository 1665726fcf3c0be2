"""Widgets that know nothing of the store: attributes come down, messages go up."""
