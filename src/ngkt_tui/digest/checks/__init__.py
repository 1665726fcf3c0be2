"""The cross-reference checks: each module looks at one thing and yields complaints; none reads a file."""
