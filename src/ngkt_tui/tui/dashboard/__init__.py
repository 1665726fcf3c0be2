"""The dashboard: one screen that composes and routes, and the plain objects that do what it routes to them."""
