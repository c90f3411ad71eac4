"""Times against plain networkx and igraph, as ratios in one process on the same graph."""
