"""Place boxes, bend lines and measure words."""
