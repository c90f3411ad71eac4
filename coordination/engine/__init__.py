"""Arrays beneath the records: columns, indexes, projections and snapshots."""
