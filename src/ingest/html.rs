//! Web pages: the article's own text without what stands around it, found by readability, and what
//! the page says of its title, day and site. No script is run. A page that readability refuses, or
//! a fragment of one, gives all the text of its body.

use std::borrow::Cow;

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};
use encoding_rs::Encoding;

use super::date::date;
use super::{Input, ReadError, Reader, Records, one};
use crate::base::Date;
use crate::text::Article;

/// Pages of more elements are machine-made and take readability too long: their body is read as
/// it is.
const MOST_ELEMENTS: usize = 50_000;

/// Elements nested deeper are taken out of their tags, as browsers do: parsing takes time in the
/// square of the depth.
const DEEPEST: usize = 500;

/// Reads web pages.
pub struct Html;

impl Reader for Html {
    fn name(&self) -> &'static str {
        "HTML"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml"]
    }

    fn recognizes(&self, beginning: &str) -> bool {
        let is_tag = |tag: &str| {
            beginning.get(..tag.len()).is_some_and(|first| first.eq_ignore_ascii_case(tag))
        };
        ["<!doctype html", "<html", "<head", "<body", "<article", "<div", "<p>", "<!--"]
            .iter()
            .any(|tag| is_tag(tag))
    }

    fn read(&self, input: Input) -> Records {
        one(article(input))
    }
}

fn article(input: Input) -> Result<Article, ReadError> {
    let (place, html) = input.into_text(declared)?;
    let page = page(&html);
    let source = page.site.or_else(|| place.source());
    Ok(Article {
        id: place.id,
        title: page.title,
        published: page.published,
        source,
        text: page.text,
    })
}

/// The encoding that a page names in its head.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(4096))?;
    let at = memchr::memmem::find(head, b"charset=")? + b"charset=".len();
    let name = head.get(at..)?.trim_ascii_start();
    let name = name.strip_prefix(b"\"").or(name.strip_prefix(b"'")).unwrap_or(name);
    let is_part = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':');
    let end = name.iter().position(|b| !is_part(b)).unwrap_or(name.len());
    Encoding::for_label(name.get(..end)?)
}

/// What a web page says.
#[derive(Default)]
struct Page {
    title: Option<String>,
    published: Option<Date>,
    site: Option<String>,
    text: String,
}

fn page(html: &str) -> Page {
    let document = Document::from(shallow(html).as_ref());
    let mut page = Page::default();
    let whole = document.body().map(|body| text_of(&body)).unwrap_or_default();
    page.published = published(&document);
    let heading = document.select("h1").nodes().first().and_then(|h1| some(&text_of(h1)));
    let mut count = 0;
    walk(&document.root(), |_, _| {
        count += 1;
        true
    });
    // Each node is entered and left.
    let mut readability = match Readability::with_document(document, None, Some(Config::default()))
    {
        Ok(readability) if count / 2 <= MOST_ELEMENTS => readability,
        _ => {
            page.title = heading;
            page.text = whole;
            return page;
        }
    };
    let metadata = readability.get_article_metadata(readability.parse_json_ld());
    page.site = metadata.site_name.as_deref().and_then(some);
    page.title = some(headline(&metadata.title, page.site.as_deref(), heading.as_deref()));
    page.published = metadata.published_time.as_deref().and_then(date).or(page.published);
    page.text = match readability.parse() {
        Ok(article) => text_of(&Document::from(article.content).root()),
        Err(_) => String::new(),
    };
    if page.text.is_empty() {
        page.text = whole;
    }
    page
}

/// A page's title without the site's name behind a dash or bar.
fn headline<'a>(title: &'a str, site: Option<&str>, heading: Option<&str>) -> &'a str {
    const BARS: [char; 8] = ['|', '-', '–', '—', '•', '·', '»', ':'];
    let title = title.trim();
    let before_site = site.and_then(|site| title.strip_suffix(site)).map(str::trim_end);
    if let Some(front) = before_site.and_then(|front| front.strip_suffix(BARS)) {
        return front.trim_end();
    }
    match heading.and_then(|heading| title.strip_prefix(heading)) {
        Some(rest) if rest.trim_start().starts_with(BARS) && rest.starts_with(' ') => {
            title.strip_suffix(rest).unwrap_or(title)
        }
        _ => title,
    }
}

/// The page without the tags of elements that are nested too deep.
fn shallow(html: &str) -> Cow<'_, str> {
    let mut kept = String::new();
    let (mut copied, mut depth) = (0, 0_usize);
    for at in memchr::memchr_iter(b'<', html.as_bytes()) {
        let Some(tag) = html.get(at + 1..) else { continue };
        let (is_end, name) = tag.strip_prefix('/').map_or((false, tag), |name| (true, name));
        let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if length == 0 || name.get(..length).is_none_or(has_no_end) {
            continue;
        }
        let is_too_deep = depth > DEEPEST;
        depth = if is_end { depth.saturating_sub(1) } else { depth + 1 };
        if is_too_deep || depth > DEEPEST {
            let end = memchr::memchr(b'>', tag.as_bytes()).map_or(html.len(), |end| at + end + 2);
            kept.push_str(html.get(copied.min(at)..at).unwrap_or_default());
            copied = end;
        }
    }
    match copied {
        0 => Cow::Borrowed(html),
        _ => Cow::Owned(kept + html.get(copied..).unwrap_or_default()),
    }
}

/// Elements that never have an end tag or do well without.
fn has_no_end(name: &str) -> bool {
    const NAMES: [&str; 20] = [
        "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link",
        "meta", "option", "p", "param", "source", "td", "tr", "wbr",
    ];
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// The day of publication, where readability's list of names does not have it.
fn published(document: &Document) -> Option<Date> {
    for script in document.select("script[type='application/ld+json']").nodes() {
        let json = serde_json::from_str(&script.text()).ok();
        if let Some(found) = json.as_ref().and_then(date_published) {
            return Some(found);
        }
    }
    let named = [
        ("meta[property='article:published_time']", "content"),
        ("meta[itemprop='datePublished']", "content"),
        ("meta[name='date'], meta[name='pubdate'], meta[name='publish-date']", "content"),
        (
            "meta[name='DC.date.issued'], meta[name='dc.date'], meta[name='dcterms.created']",
            "content",
        ),
        ("time[itemprop='datePublished'], time[pubdate]", "datetime"),
        ("article time[datetime], time[datetime]", "datetime"),
    ];
    named.iter().find_map(|(selector, attribute)| {
        let found = document.select(selector);
        found.nodes().iter().find_map(|node| date(&node.attr(attribute)?))
    })
}

/// The first `datePublished` in a JSON-LD block, wherever it stands.
fn date_published(json: &serde_json::Value) -> Option<Date> {
    match json {
        serde_json::Value::Array(items) => items.iter().find_map(date_published),
        serde_json::Value::Object(fields) => {
            let own = fields.get("datePublished").and_then(|value| date(value.as_str()?));
            own.or_else(|| fields.values().find_map(date_published))
        }
        _ => None,
    }
}

/// The text below a node: a blank line between blocks, runs of white space as one blank.
fn text_of(root: &NodeRef<'_>) -> String {
    let mut text = String::new();
    let mut gap = Gap::None;
    walk(root, |node, step| {
        if node.is_text() {
            if step == Step::Enter {
                push_words(&mut text, &mut gap, &node.text());
            }
            return true;
        }
        let name = node.node_name().unwrap_or_default();
        if is_left_out(&name) {
            return false;
        }
        if &*name == "br" && step == Step::Enter {
            gap = gap.max(Gap::Line);
        } else if is_block(&name) {
            gap = Gap::Block;
        }
        true
    });
    text
}

/// What stands between the last word and the next.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Blank,
    Line,
    Block,
}

fn push_words(text: &mut String, gap: &mut Gap, words: &str) {
    for word in words.split_inclusive([' ', '\n', '\t', '\r', '\u{c}']) {
        let bare = word.trim_end_matches([' ', '\n', '\t', '\r', '\u{c}']);
        if !bare.is_empty() {
            if !text.is_empty() {
                text.push_str(match gap {
                    Gap::None => "",
                    Gap::Blank => " ",
                    Gap::Line => "\n",
                    Gap::Block => "\n\n",
                });
            }
            text.push_str(bare);
            *gap = Gap::None;
        }
        if bare.len() < word.len() {
            *gap = (*gap).max(Gap::Blank);
        }
    }
}

/// Elements whose content no reader of the page sees as text.
fn is_left_out(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "head"
            | "svg"
            | "math"
            | "iframe"
            | "object"
            | "video"
            | "audio"
            | "canvas"
            | "select"
            | "textarea"
            | "button"
    )
}

/// Elements that run inside a line; all others begin a new one.
fn is_block(name: &str) -> bool {
    !matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "br"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "nobr"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
            | ""
    )
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Enter,
    Leave,
}

/// Goes through all nodes below `root` without recursion, since pages nest as deep as they like.
/// `visit` tells on entering whether to go down into the node.
fn walk<'a>(root: &NodeRef<'a>, mut visit: impl FnMut(&NodeRef<'a>, Step) -> bool) {
    let mut next = root.first_child();
    while let Some(node) = next {
        let below = if visit(&node, Step::Enter) { node.first_child() } else { None };
        if below.is_some() {
            next = below;
            continue;
        }
        let mut here = node;
        next = loop {
            visit(&here, Step::Leave);
            if let Some(sibling) = here.next_sibling() {
                break Some(sibling);
            }
            match here.parent() {
                Some(parent) if parent.id != root.id => here = parent,
                _ => break None,
            }
        };
    }
}

fn some(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "<p>Anna Keller met Boris Marten at Lake Veyra on Tuesday, the Salt Ministry said, \
        and the two of them spoke for more than an hour about the harbour.</p>\
        <p>“We agreed on almost everything,” she told the Aldorian parliament &mdash; to nobody&rsquo;s \
        surprise, for the talks had been prepared by Chen Rui for weeks, and by others before him.</p>\
        <p>Dalia Haddad, who was not there, called it a beginning, and said that Northwind would \
        wait for the text, which is to be published in the course of the next few days.</p>";

    #[test]
    fn an_article_is_found_between_what_stands_around_it() {
        let html = format!(
            "<!doctype html><html lang=en><head><title>Talks at the lake | The Salt Gazette</title>\
             <meta property='og:site_name' content='The Salt Gazette'>\
             <meta property='article:published_time' content='2031-05-06T09:00:00+02:00'>\
             <script>document.write('Keller met nobody.')</script></head>\
             <body><nav><ul><li><a href=/>Home</a><li><a href=/w>Weather</a></ul></nav>\
             <article><h1>Talks at the lake</h1>{STORY}</article>\
             <footer>All rights reserved. <a href=/c>Contact</a></footer></body></html>"
        );
        let page = page(&html);
        assert_eq!(page.title.as_deref(), Some("Talks at the lake"));
        assert_eq!(page.site.as_deref(), Some("The Salt Gazette"));
        assert_eq!(page.published.map(|d| d.to_string()).as_deref(), Some("2031-05-06"));
        assert!(page.text.contains("harbour.\n\n“We agreed"), "{}", page.text);
        assert!(page.text.contains("— to nobody’s surprise"), "{}", page.text);
        for absent in ["Weather", "nobody.", "rights", "<"] {
            assert!(!page.text.contains(absent), "{absent}: {}", page.text);
        }
    }

    #[test]
    fn the_day_is_found_in_all_its_places() {
        for head in [
            "<script type='application/ld+json'>{\"@graph\": [{\"x\": 1}, {\"datePublished\": \"2031-05-06T01:00:00Z\"}]}</script>",
            "<meta name=date content='6 May 2031'>",
            "<meta itemprop=datePublished content=2031-05-06>",
            "<time datetime='2031-05-06 09:00'>today</time>",
        ] {
            let page = page(&format!("{head}{STORY}"));
            assert_eq!(
                page.published.map(|d| d.to_string()).as_deref(),
                Some("2031-05-06"),
                "{head}"
            );
        }
    }

    #[test]
    fn fragments_and_hostile_pages_give_what_text_they_have() {
        let deep =
            format!("{}Keller met Marten.{}", "<div>".repeat(60_000), "</div>".repeat(60_000));
        let bold = format!("{}Keller met Marten.", "<b>".repeat(20_000));
        for (html, wanted) in [
            ("<p>Keller met Marten.", "Keller met Marten."),
            ("Keller <b>met</b>\n  Marten<br>in Port Salis.", "Keller met Marten\nin Port Salis."),
            ("<ul><li>Keller<li>Marten</ul>", "Keller\n\nMarten"),
            ("<script>Keller met Marten.</script>", ""),
            ("<p>a &lt; b &amp;amp; c</p>", "a < b &amp; c"),
            ("", ""),
            ("<<<>>><p", "<<<>>>"),
            (&deep, "Keller met Marten."),
            (&bold, "Keller met Marten."),
        ] {
            let beginning: String = html.chars().take(80).collect();
            assert_eq!(page(html).text, wanted, "{beginning}");
        }
    }

    #[test]
    fn the_encoding_that_a_page_names_is_found() {
        for (head, wanted) in [
            ("<meta charset=\"windows-1251\">", Some("windows-1251")),
            ("<meta http-equiv=x content='text/html; charset=iso-8859-2'>", Some("ISO-8859-2")),
            ("<meta charset=nonsense>", None),
            ("<p>", None),
        ] {
            assert_eq!(declared(head.as_bytes()).map(|e| e.name()), wanted, "{head}");
        }
    }
}
