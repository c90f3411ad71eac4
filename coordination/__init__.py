"""Turn audit findings about agencies that must work together into a graph that can be checked."""
