"""The command line: each command is a thin call of a service."""
