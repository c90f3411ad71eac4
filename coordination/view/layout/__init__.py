"""Places boxes, bends lines and measures words."""
