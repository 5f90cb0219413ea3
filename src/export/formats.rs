//! The table of formats: one row says all that the program, its help, its documentation and its
//! tests know of a format.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::flat::Selection;
use super::loss::Loss;
#[cfg(feature = "parquet")]
use super::parquet;
#[cfg(feature = "png")]
use super::png;
#[cfg(feature = "sqlite")]
use super::sqlite;
use super::{
    ExportOptions, csv, cypher, dna, dot, ftm, gexf, graphml, json, ladybug, mermaid, neo4j,
    node_link, plover, svg, text, turtle,
};
use crate::graph::{KnowledgeGraph, Node};

/// A format.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// What the user calls it.
    pub name: &'static str,
    /// File name endings, without the dot; the first is the usual one.
    pub extensions: &'static [&'static str],
    /// One line for the list of formats.
    pub description: &'static str,
    /// Whether it is no text.
    pub is_binary: bool,
    /// What of a graph it cannot carry: lists that several formats share, and its own.
    pub losses: &'static [&'static [Loss]],
    /// What writes it.
    pub writer: Writer,
}

/// What writes a format.
#[derive(Clone, Copy, Debug)]
pub enum Writer {
    /// The data, to one file.
    File(fn(&Selection<'_>, &mut dyn Write) -> io::Result<()>),
    /// The data, to several files in a folder, by their names.
    Folder(&'static [&'static str], fn(&str, &Selection<'_>, &mut dyn Write) -> io::Result<()>),
    /// A picture of a part of the graph.
    Picture(fn(&KnowledgeGraph, &ExportOptions, &mut dyn Write) -> io::Result<()>),
}

/// The formats.
pub const FORMATS: &[Format] = &[
    Format {
        name: "json",
        extensions: &["json"],
        description: "node-link JSON with all evidence: whomet's own file, read by networkx and D3",
        is_binary: false,
        losses: &[],
        writer: Writer::File(json::write),
    },
    Format {
        name: "dot",
        extensions: &["dot", "gv"],
        description: "DOT for Graphviz, with shapes, colours and a legend",
        is_binary: false,
        losses: OF_PICTURES,
        writer: Writer::Picture(dot::write),
    },
    Format {
        name: "mermaid",
        extensions: &["mmd", "mermaid"],
        description: "Mermaid flow chart, drawn by forges and wikis",
        is_binary: false,
        losses: OF_PICTURES,
        writer: Writer::Picture(mermaid::write),
    },
    Format {
        name: "svg",
        extensions: &["svg"],
        description: "a picture, drawn by whomet itself",
        is_binary: false,
        losses: OF_PICTURES,
        writer: Writer::Picture(svg::write),
    },
    #[cfg(feature = "png")]
    Format {
        name: "png",
        extensions: &["png"],
        description: "the same picture as pixels",
        is_binary: true,
        losses: OF_PICTURES,
        writer: Writer::Picture(png::write),
    },
    Format {
        name: "flat-json",
        extensions: &["flat.json"],
        description: "node-link JSON of texts and numbers only, which networkx can write on as GraphML or GEXF",
        is_binary: false,
        losses: OF_FLAT_FORMATS,
        writer: Writer::File(node_link::flat),
    },
    Format {
        name: "graphml",
        extensions: &["graphml"],
        description: "GraphML for Gephi, yEd, igraph and networkx",
        is_binary: false,
        losses: OF_FLAT_FORMATS,
        writer: Writer::File(graphml::write),
    },
    Format {
        name: "gexf",
        extensions: &["gexf"],
        description: "GEXF 1.3 with time, for Gephi and Gephi Lite",
        is_binary: false,
        losses: OF_FLAT_FORMATS,
        writer: Writer::File(gexf::write),
    },
    Format {
        name: "cytoscape",
        extensions: &["cyjs"],
        description: "JSON for Cytoscape.js and Cytoscape",
        is_binary: false,
        losses: &[OF_NODES_AND_EDGES, &[Loss::Undirected, Loss::Controls]],
        writer: Writer::File(node_link::cytoscape),
    },
    Format {
        name: "graphology",
        extensions: &["graphology.json"],
        description: "JSON for graphology and Sigma.js",
        is_binary: false,
        losses: &[OF_NODES_AND_EDGES, &[Loss::Controls]],
        writer: Writer::File(node_link::graphology),
    },
    Format {
        name: "csv",
        extensions: &["csv"],
        description: "nodes.csv and edges.csv for spreadsheets, pandas, R and DuckDB",
        is_binary: false,
        losses: &[OF_NODES_AND_EDGES, &[Loss::Lists, Loss::Controls, Loss::Formulas]],
        writer: Writer::Folder(csv::PARTS, csv::plain),
    },
    Format {
        name: "gephi-csv",
        extensions: &[],
        description: "gephi-nodes.csv and gephi-edges.csv with the headers of Gephi's spreadsheet import",
        is_binary: false,
        losses: &[OF_NODES_AND_EDGES, &[Loss::Lists, Loss::Controls]],
        writer: Writer::Folder(csv::GEPHI_PARTS, csv::gephi),
    },
    #[cfg(feature = "sqlite")]
    Format {
        name: "sqlite",
        extensions: &["sqlite", "db"],
        description: "an SQLite database with keys and views such as who_met_whom",
        is_binary: true,
        losses: OF_TABLES,
        writer: Writer::File(sqlite::write),
    },
    #[cfg(feature = "parquet")]
    Format {
        name: "parquet",
        extensions: &[],
        description: "a folder of Parquet tables for DuckDB, pandas, Polars and Spark",
        is_binary: true,
        losses: OF_TABLES,
        writer: Writer::Folder(parquet::PARTS, parquet::write),
    },
    Format {
        name: "neo4j-admin",
        extensions: &[],
        description: "a folder of CSV files and import.sh for neo4j-admin database import",
        is_binary: false,
        losses: OF_NEO4J,
        writer: Writer::Folder(neo4j::PARTS, neo4j::write),
    },
    Format {
        name: "cypher",
        extensions: &["cypher"],
        description: "Cypher script with constraints for cypher-shell, which can be run again",
        is_binary: false,
        losses: OF_NEO4J,
        writer: Writer::File(cypher::write),
    },
    Format {
        name: "ladybug",
        extensions: &["ladybug.cypher"],
        description: "Cypher script with tables for LadybugDB, which can be run again",
        is_binary: false,
        losses: OF_LADYBUG,
        writer: Writer::File(ladybug::write),
    },
    Format {
        name: "turtle",
        extensions: &["ttl"],
        description: "RDF in Turtle: SEM events, PROV-O, NIF offsets, schema.org, Wikidata",
        is_binary: false,
        losses: OF_RDF,
        writer: Writer::File(turtle::turtle),
    },
    Format {
        name: "ntriples",
        extensions: &["nt"],
        description: "the same RDF in N-Triples, a fact on each line",
        is_binary: false,
        losses: OF_RDF,
        writer: Writer::File(turtle::n_triples),
    },
    Format {
        name: "jsonld",
        extensions: &["jsonld"],
        description: "the same RDF in JSON-LD",
        is_binary: false,
        losses: OF_RDF,
        writer: Writer::File(turtle::json_ld),
    },
    Format {
        name: "ftm",
        extensions: &["ftm.json"],
        description: "FollowTheMoney entities for Aleph and OpenSanctions' tools",
        is_binary: false,
        losses: &[&[
            Loss::EvidenceRules,
            Loss::Sentences,
            Loss::Judgements,
            Loss::History,
            Loss::NotFacts,
            Loss::Statements,
            Loss::Events,
            Loss::Others,
            Loss::CoOccurrence,
            Loss::Pairs,
            Loss::Controls,
            Loss::LineEnds,
        ]],
        writer: Writer::File(ftm::write),
    },
    Format {
        name: "plover",
        extensions: &["plover.jsonl"],
        description: "events with PLOVER types and CAMEO codes as JSON lines",
        is_binary: false,
        losses: OF_CODED_EVENTS,
        writer: Writer::File(plover::json_lines),
    },
    Format {
        name: "plover-tsv",
        extensions: &["plover.tsv", "tsv"],
        description: "the same events as a table with tabs",
        is_binary: false,
        losses: OF_CODED_EVENTS,
        writer: Writer::File(plover::table),
    },
    Format {
        name: "dna",
        extensions: &["dna.csv"],
        description: "statements as a CSV table with the variables of Discourse Network Analyzer",
        is_binary: false,
        losses: &[&[
            Loss::NotFacts,
            Loss::Meetings,
            Loss::Events,
            Loss::EvidenceRules,
            Loss::Sentences,
            Loss::Judgements,
            Loss::CoOccurrence,
            Loss::Entities,
            Loss::Tenures,
            Loss::DatePrecision,
            Loss::Controls,
            Loss::Formulas,
        ]],
        writer: Writer::File(dna::write),
    },
];

/// Nodes and edges with attributes, and nothing behind them.
const OF_NODES_AND_EDGES: &[Loss] = &[
    Loss::EvidenceRules,
    Loss::Documents,
    Loss::Sentences,
    Loss::Judgements,
    Loss::History,
    Loss::Tenures,
    Loss::Pairs,
];

/// Formats whose attributes are texts and numbers.
const OF_FLAT_FORMATS: &[&[Loss]] =
    &[OF_NODES_AND_EDGES, &[Loss::Lists, Loss::Undirected, Loss::Controls]];

#[cfg(any(feature = "sqlite", feature = "parquet"))]
const OF_TABLES: &[&[Loss]] =
    &[&[Loss::Judgements, Loss::History, Loss::Reports, Loss::Undirected, Loss::Controls]];

const OF_PICTURES: &[&[Loss]] = &[&[
    Loss::Evidence,
    Loss::Documents,
    Loss::Sentences,
    Loss::Judgements,
    Loss::History,
    Loss::Attributes,
    Loss::Controls,
]];

/// Databases of nodes and edges, which hold documents as nodes.
const OF_GRAPH_DATABASES: &[Loss] = &[
    Loss::EvidenceRules,
    Loss::Sentences,
    Loss::Judgements,
    Loss::History,
    Loss::Tenures,
    Loss::Pairs,
];

const OF_NEO4J: &[&[Loss]] =
    &[OF_GRAPH_DATABASES, &[Loss::DatePrecision, Loss::Undirected, Loss::Controls]];

/// As Neo4j's, but dates stay as precise as they are.
const OF_LADYBUG: &[&[Loss]] = &[OF_GRAPH_DATABASES, &[Loss::Undirected, Loss::Controls]];

const OF_RDF: &[&[Loss]] = &[&[
    Loss::EvidenceRules,
    Loss::Judgements,
    Loss::History,
    Loss::Weights,
    Loss::Pairs,
    Loss::Controls,
]];

const OF_CODED_EVENTS: &[&[Loss]] = &[&[
    Loss::DeniedOrHypothetical,
    Loss::Uncoded,
    Loss::PairlessMeetings,
    Loss::UnknownSpeakers,
    Loss::EvidenceRules,
    Loss::Sentences,
    Loss::Documents,
    Loss::Judgements,
    Loss::History,
    Loss::Events,
    Loss::Others,
    Loss::CoOccurrence,
    Loss::Entities,
    Loss::Controls,
]];

impl Format {
    /// What of a graph it cannot carry, one by one.
    pub fn losses(&self) -> impl Iterator<Item = Loss> {
        self.losses.iter().copied().flatten().copied()
    }

    /// The format of that name or file name ending.
    pub fn named(name: &str) -> Option<&'static Self> {
        let wanted = name.to_ascii_lowercase();
        let by_name = FORMATS.iter().find(|format| format.name == wanted);
        by_name
            .or_else(|| FORMATS.iter().find(|format| format.extensions.contains(&wanted.as_str())))
    }

    /// The names of its files, of a format of several; none of a format of one.
    pub const fn parts(&self) -> &'static [&'static str] {
        match self.writer {
            Writer::Folder(parts, _) => parts,
            Writer::File(_) | Writer::Picture(_) => &[],
        }
    }

    /// Whether it is a picture of a part of the graph rather than its data.
    pub const fn is_picture(&self) -> bool {
        matches!(self.writer, Writer::Picture(_))
    }

    /// Writes the graph; a format of several files writes one after another, which is of use to
    /// people who want to look at it only.
    pub fn write(
        &self,
        graph: &KnowledgeGraph,
        options: &ExportOptions,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        match self.writer {
            Writer::File(write) => write(&self.selection(graph, options)?, out),
            Writer::Folder(parts, write) => {
                let chosen = self.selection(graph, options)?;
                parts.iter().try_for_each(|part| write(part, &chosen, out))
            }
            Writer::Picture(write) => {
                self.refuse_equal_ids(graph)?;
                write(graph, options, out)
            }
        }
    }

    /// What the options ask for of a graph that the format can carry.
    pub fn selection<'a>(
        &self,
        graph: &'a KnowledgeGraph,
        options: &ExportOptions,
    ) -> io::Result<Selection<'a>> {
        self.refuse_equal_ids(graph)?;
        Ok(Selection::of(graph, options))
    }

    /// Two nodes or documents would be one where control characters are replaced.
    fn refuse_equal_ids(&self, graph: &KnowledgeGraph) -> io::Result<()> {
        if !self.losses().any(|loss| loss == Loss::Controls) {
            return Ok(());
        }
        let nodes: Vec<&str> = graph.nodes().map(Node::id).collect();
        let documents: Vec<&str> = graph.documents.keys().map(String::as_str).collect();
        for ids in [nodes, documents] {
            let changed = ids.iter().filter(|id| id.contains(text::unprintable));
            let changed: Vec<_> = changed.map(|id| text::clean(id)).collect();
            if changed.is_empty() {
                continue;
            }
            let mut all: BTreeSet<&str> =
                ids.into_iter().filter(|id| !id.contains(text::unprintable)).collect();
            if let Some(twice) = changed.iter().find(|id| !all.insert(id)) {
                let reason = format!(
                    "several ids would become {twice:?}: they differ only in control characters"
                );
                return Err(io::Error::new(io::ErrorKind::InvalidData, reason));
            }
        }
        Ok(())
    }
}
