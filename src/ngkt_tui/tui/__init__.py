"""The dashboard: the only place that knows Textual. It shows and reports; services decide."""
