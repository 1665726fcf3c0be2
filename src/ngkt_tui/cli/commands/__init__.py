"""One module a command; each exports COMMAND, and loads what it needs when it runs."""
