"""Plain words: Markdown and lines for a terminal."""
