"""The reviewed findings of the bundled networks."""
