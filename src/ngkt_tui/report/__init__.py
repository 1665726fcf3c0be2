"""A summary, written as text, Markdown, HTML, SVG, CSV or JSON. It reads nothing itself."""
