// Prints the nodes and edges that a JavaScript library has after loading an export.
import { readFileSync } from 'node:fs';

const [client, file] = process.argv.slice(2);
const data = JSON.parse(readFileSync(file));
let nodes, edges;
if (client === 'cytoscape') {
  const { default: cytoscape } = await import('cytoscape');
  const cy = cytoscape({ headless: true, ...data });
  nodes = cy.nodes().map((n) => [n.id(), n.data()]);
  edges = cy.edges().map((e) => [e.data('source'), e.data('target'), e.data()]);
} else {
  const { default: graphology } = await import('graphology');
  const g = graphology.from(data);
  nodes = g.mapNodes((key, a) => [key, a]);
  edges = g.mapEdges((_, a, source, target) => [source, target, a]);
}
console.log(JSON.stringify({ nodes, edges }));
