"""Dialogs over the dashboard: one base, one opener for each, loaded when first opened."""
