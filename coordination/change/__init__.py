"""Compare two networks: scenarios, plans, and what changed between audits."""
