"""What rules and measures ask of a network: who is meant, what is met, who holds what."""
