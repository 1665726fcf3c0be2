"""Screens route: what a widget asks for goes to a service, what a service answers goes to a widget."""
