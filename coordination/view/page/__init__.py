"""The page: one HTML file that holds picture, findings and tables."""
