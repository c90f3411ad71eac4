# Reads a GraphML file by igraph for R and writes vertices and edges as CSV.
suppressPackageStartupMessages(library(igraph))
given <- commandArgs(trailingOnly = TRUE)
graph <- read_graph(given[1], format = "graphml")
as_csv <- function(frame, file) {
  write.csv(frame, file, row.names = FALSE, na = "", fileEncoding = "UTF-8")
}
as_csv(as_data_frame(graph, "vertices"), given[2])
as_csv(as_data_frame(graph, "edges"), given[3])
