//! The graph as node-link JSON that networkx loads as it is, and back without loss. Nodes and
//! edges stand on a line each, sorted, so that two graphs can be compared with `diff`.

use std::borrow::Cow;
use std::fs;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::merge::Judgement;
use super::model::{DocumentRow, Edge, Evidence, KnowledgeGraph, Node, Relation, SCHEMA};
use crate::extraction::Status;

/// Why a graph file could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file system refused.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
    /// The file is no JSON, or not that of a graph; the error names line and column.
    #[error("{}: not a graph of whomet: {source}", path.display())]
    Shape {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// The file follows another schema.
    #[error("{}: follows {found}, this program reads {SCHEMA}", path.display())]
    Schema {
        /// The file.
        path: PathBuf,
        /// The schema it names.
        found: String,
    },
    /// An edge leads to no node.
    #[error("{}: an edge of {source_id} to {target_id} has no such node", path.display())]
    Dangling {
        /// The file.
        path: PathBuf,
        /// Where the edge comes from.
        source_id: String,
        /// Where it leads.
        target_id: String,
    },
}

/// Writes the graph as JSON.
pub fn write(graph: &KnowledgeGraph, out: &mut dyn Write) -> io::Result<()> {
    write_some(graph, graph.nodes(), graph.edges().into_iter(), out)
}

/// Writes some nodes and edges of the graph, with all its documents, as JSON.
pub fn write_some<'a>(
    graph: &'a KnowledgeGraph,
    nodes: impl Iterator<Item = &'a Node>,
    edges: impl Iterator<Item = (&'a Node, &'a Node, &'a Edge)>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let head = Head {
        schema: Cow::Borrowed(SCHEMA),
        documents: graph.documents.len(),
        generator: Cow::Borrowed(&graph.generator),
        document_table: DocumentTable::Kept(graph),
        judgements: Cow::Borrowed(&graph.judgements),
    };
    out.write_all(b"{\"directed\":true,\"multigraph\":true,\n\"graph\":")?;
    serde_json::to_writer(&mut *out, &head)?;
    out.write_all(b",\n\"nodes\":[")?;
    for (i, node) in nodes.enumerate() {
        out.write_all(if i == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, node)?;
    }
    out.write_all(b"],\n\"edges\":[")?;
    for (i, (source, target, edge)) in edges.enumerate() {
        out.write_all(if i == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &EdgeRow::of(source.id(), target.id(), edge))?;
    }
    out.write_all(b"]}\n")
}

/// Writes the graph to a file, whole or not at all.
pub fn save(graph: &KnowledgeGraph, path: &Path) -> Result<(), StoreError> {
    whole_file(path, |out| write(graph, out))
        .map_err(|source| StoreError::File { path: path.to_owned(), source })
}

/// Has `write` fill a temporary file beside `path`, then puts it in its place, so that nobody ever
/// sees half a file.
pub fn whole_file(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    let builder = builder.prefix(".whomet-");
    #[cfg(unix)]
    let builder = {
        use std::os::unix::fs::PermissionsExt;
        // Temporary files are private by default; a result is for everybody the umask lets in.
        builder.permissions(fs::Permissions::from_mode(0o666))
    };
    let file = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
    let mut out = BufWriter::new(file);
    write(&mut out)?;
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Has `write` fill a temporary file and copies it to `out`: for formats whose writers need a file
/// to go back and forth in.
pub fn through_file(
    out: &mut dyn Write,
    write: impl FnOnce(&Path) -> io::Result<()>,
) -> io::Result<()> {
    let file = tempfile::Builder::new().prefix(".whomet-").tempfile()?;
    write(file.path())?;
    io::copy(&mut file.reopen()?, out).map(drop)
}

/// Reads a graph from a file.
pub fn load(path: &Path) -> Result<KnowledgeGraph, StoreError> {
    let file = fs::File::open(path)
        .map_err(|source| StoreError::File { path: path.to_owned(), source })?;
    read(BufReader::new(file), path)
}

/// Reads a graph; `path` names it in errors.
pub fn read(input: impl Read, path: &Path) -> Result<KnowledgeGraph, StoreError> {
    let path = || path.to_owned();
    let file: GraphFile = serde_json::from_reader(input)
        .map_err(|source| StoreError::Shape { path: path(), source })?;
    if file.graph.schema != SCHEMA {
        let found = file.graph.schema.into_owned();
        return Err(StoreError::Schema { path: path(), found });
    }
    let mut graph = KnowledgeGraph::new(file.graph.generator.into_owned());
    if let DocumentTable::Read(rows) = file.graph.document_table {
        graph.documents =
            rows.into_iter().map(|row| (row.id.into_owned(), row.row.into_owned())).collect();
    }
    graph.judgements = file.graph.judgements.into_owned();
    for node in file.nodes {
        graph.add_node(node);
    }
    for row in file.edges {
        let (source, target) = (row.source.clone().into_owned(), row.target.clone().into_owned());
        if graph.add_edge(&source, &target, row.into_edge()).is_none() {
            let (source_id, target_id) = (source, target);
            return Err(StoreError::Dangling { path: path(), source_id, target_id });
        }
    }
    Ok(graph)
}

#[derive(Deserialize)]
struct GraphFile<'a> {
    graph: Head<'a>,
    nodes: Vec<Node>,
    edges: Vec<EdgeRow<'a>>,
}

#[derive(Serialize, Deserialize)]
struct Head<'a> {
    schema: Cow<'a, str>,
    documents: usize,
    generator: Cow<'a, str>,
    document_table: DocumentTable<'a>,
    judgements: Cow<'a, [Judgement]>,
}

/// The documents: written from the graph, read as rows.
enum DocumentTable<'a> {
    Kept(&'a KnowledgeGraph),
    Read(Vec<DocumentLine<'a>>),
}

#[derive(Serialize, Deserialize)]
struct DocumentLine<'a> {
    id: Cow<'a, str>,
    #[serde(flatten)]
    row: Cow<'a, DocumentRow>,
}

impl Serialize for DocumentTable<'_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            DocumentTable::Kept(graph) => {
                to.collect_seq(graph.documents.iter().map(|(id, row)| DocumentLine {
                    id: Cow::Borrowed(id),
                    row: Cow::Borrowed(row),
                }))
            }
            DocumentTable::Read(rows) => rows.serialize(to),
        }
    }
}

impl<'de> Deserialize<'de> for DocumentTable<'_> {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Vec::deserialize(from).map(DocumentTable::Read)
    }
}

/// An edge as the file has it.
#[derive(Serialize, Deserialize)]
struct EdgeRow<'a> {
    source: Cow<'a, str>,
    target: Cow<'a, str>,
    key: Cow<'a, str>,
    relation: Relation,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    status: Option<Status>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    first: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last: Option<Cow<'a, str>>,
    count: u32,
    weight: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    part: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "<[String]>::is_empty")]
    meetings: Cow<'a, [String]>,
    evidence: Cow<'a, [Evidence]>,
}

impl<'a> EdgeRow<'a> {
    fn of(source: &'a str, target: &'a str, edge: &'a Edge) -> Self {
        EdgeRow {
            source: Cow::Borrowed(source),
            target: Cow::Borrowed(target),
            key: Cow::Borrowed(&edge.key),
            relation: edge.relation,
            status: edge.status,
            first: edge.first.as_deref().map(Cow::Borrowed),
            last: edge.last.as_deref().map(Cow::Borrowed),
            count: edge.count,
            weight: edge.weight,
            part: edge.part.as_deref().map(Cow::Borrowed),
            meetings: Cow::Borrowed(&edge.meetings),
            evidence: Cow::Borrowed(&edge.evidence),
        }
    }

    fn into_edge(self) -> Edge {
        Edge {
            relation: self.relation,
            key: self.key.into_owned(),
            status: self.status,
            first: self.first.map(Cow::into_owned),
            last: self.last.map(Cow::into_owned),
            count: self.count,
            weight: self.weight,
            part: self.part.map(Cow::into_owned),
            meetings: self.meetings.into_owned(),
            evidence: self.evidence.into_owned(),
        }
    }
}
