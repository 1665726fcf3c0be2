"""The dashboard in a browser: who signs in, and a server that starts a dashboard for each session."""
