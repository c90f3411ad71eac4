"""Numbers about agencies, ties and networks, each taken from a named projection."""
