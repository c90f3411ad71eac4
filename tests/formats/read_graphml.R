# Reads GraphML files by igraph for R and writes the vertices and edges of each as CSV.
suppressPackageStartupMessages(library(igraph))
as_csv <- function(frame, file) {
  write.csv(frame, file, row.names = FALSE, na = "", fileEncoding = "UTF-8")
}
for (name in commandArgs(trailingOnly = TRUE)) {
  graph <- read_graph(paste0(name, ".graphml"), format = "graphml")
  as_csv(as_data_frame(graph, "vertices"), paste0(name, "-nodes.csv"))
  as_csv(as_data_frame(graph, "edges"), paste0(name, "-edges.csv"))
}
