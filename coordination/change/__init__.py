"""Two networks against each other: scenarios, plans, and what changed between audits."""
