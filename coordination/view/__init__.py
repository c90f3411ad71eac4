"""Pictures of a network: the HTML page, and the still picture as SVG or PNG."""
