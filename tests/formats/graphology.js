// Reads a GEXF or GraphML file by the readers of Gephi Lite and prints what it holds as JSON.
const fs = require("fs");
const Graph = require("graphology");

const path = process.argv[2];
const { parse } = require(path.endsWith(".gexf") ? "graphology-gexf" : "graphology-graphml");
const graph = parse(Graph, fs.readFileSync(path, "utf8"));
const nodes = graph.mapNodes((key, attributes) => ({ key, attributes }));
const edges = graph.mapEdges((key, attributes, source, target) => ({
  key,
  source,
  target,
  attributes,
}));
process.stdout.write(JSON.stringify({ nodes, edges }));
