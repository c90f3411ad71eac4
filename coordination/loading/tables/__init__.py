"""Agencies and links in bulk, as tables in CSV or Parquet files."""
