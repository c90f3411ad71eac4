"""Arrays under records: columns, indexes, projections and snapshots."""
