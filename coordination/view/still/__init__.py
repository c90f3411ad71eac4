"""The still picture: SVG and PNG."""
