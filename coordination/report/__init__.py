"""Reports for readers and for programs: text, Markdown, JSON, SARIF, annotations and tables."""
