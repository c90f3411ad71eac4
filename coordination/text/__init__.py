"""Write text as Markdown and as lines for a terminal."""
