//! Markdown: its paragraphs as plain text. Headings and block quotations are paragraphs, links are
//! their words; code, pictures, HTML and the marks themselves are left out.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::date::date;
use super::front::front_matter;
use super::record::Field;
use super::{Input, ReadError, Reader, Records, one};
use crate::text::Article;

/// Reads Markdown.
pub struct Markdown;

impl Reader for Markdown {
    fn name(&self) -> &'static str {
        "Markdown"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown", "mdown"]
    }

    fn recognizes(&self, beginning: &str) -> bool {
        let (mut record, _) = front_matter(beginning);
        record.take(Field::Title).is_some() || beginning.starts_with("# ")
    }

    fn read(&self, input: Input) -> Records {
        one(article(input))
    }
}

fn article(input: Input) -> Result<Article, ReadError> {
    let (place, text) = input.into_text(|_| None)?;
    let (mut front, body) = front_matter(&text);
    let title = front.take(Field::Title);
    let (heading, text) = paragraphs(body, title.as_deref());
    let published = front.take(Field::Published).and_then(|text| date(&text));
    let source = front.take(Field::Source).or_else(|| place.source());
    Ok(Article { id: place.id, title: title.or(heading), published, source, text })
}

/// The first level-one heading and the paragraphs. The heading is not among them, unless `title`
/// already says something else.
fn paragraphs(markdown: &str, title: Option<&str>) -> (Option<String>, String) {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let mut page = Page::default();
    let mut heading: Option<String> = None;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(tag) => page.begin(&tag),
            Event::End(TagEnd::Heading(HeadingLevel::H1)) if heading.is_none() => {
                let words = std::mem::take(&mut page.paragraph).trim().to_owned();
                if title.is_some_and(|title| title != words) {
                    page.paragraph.push_str(&words);
                }
                heading = Some(words).filter(|words| !words.is_empty());
                page.end(TagEnd::Heading(HeadingLevel::H1));
            }
            Event::End(tag) => page.end(tag),
            Event::Text(words) => page.push(&words),
            Event::Code(words) => page.push(&words),
            Event::SoftBreak => page.push(" "),
            Event::HardBreak => page.push("\n"),
            Event::Rule => page.close(),
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }
    page.close();
    (heading, page.text)
}

/// The text as it grows.
#[derive(Default)]
struct Page {
    text: String,
    paragraph: String,
    /// How many parts that are left out are open: code, pictures, raw HTML.
    left_out: u32,
    /// Where in the text each open block quotation begins.
    quotations: Vec<usize>,
}

impl Page {
    fn begin(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::CodeBlock(_) | Tag::Image { .. } | Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                self.left_out += 1;
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } => {}
            Tag::BlockQuote(_) => {
                self.close();
                self.quotations.push(self.text.len());
            }
            _ => self.close(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::CodeBlock | TagEnd::Image | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {
                self.left_out = self.left_out.saturating_sub(1);
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {}
            TagEnd::BlockQuote(_) => {
                self.close();
                if let Some(start) = self.quotations.pop()
                    && self.quotations.is_empty()
                {
                    self.quote(start);
                }
            }
            _ => self.close(),
        }
    }

    fn push(&mut self, words: &str) {
        if self.left_out == 0 {
            self.paragraph.push_str(words);
        }
    }

    fn close(&mut self) {
        let paragraph = self.paragraph.trim();
        if !paragraph.is_empty() {
            if !self.text.is_empty() {
                self.text.push_str("\n\n");
            }
            self.text.push_str(paragraph);
        }
        self.paragraph.clear();
    }

    /// Puts the paragraphs behind `start` between quotation marks, each with its own opening one
    /// and the last with the closing one, as print does; marks that are there already stay alone.
    fn quote(&mut self, start: usize) {
        let quoted = self.text.split_off(start.min(self.text.len()));
        let words = quoted.trim_start_matches('\n');
        let has_marks = words.contains(['“', '”', '"', '«', '„']);
        if words.is_empty() || has_marks {
            self.text.push_str(&quoted);
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        for (number, paragraph) in words.split("\n\n").enumerate() {
            if number > 0 {
                self.text.push_str("\n\n");
            }
            self.text.push('“');
            self.text.push_str(paragraph);
        }
        self.text.push('”');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_becomes_paragraphs() {
        for (name, markdown, title, text) in [
            (
                "the first heading is the title",
                "# Talks\n\nKeller met\nMarten.",
                Some("Talks"),
                "Keller met Marten.",
            ),
            (
                "further headings are paragraphs",
                "# Talks\n\n# Two\n## Three\nKeller.",
                Some("Talks"),
                "Two\n\nThree\n\nKeller.",
            ),
            (
                "links are their words",
                "[Keller](a) met **Marten** in *Port* `Salis`.",
                None,
                "Keller met Marten in Port Salis.",
            ),
            (
                "code and pictures are left out",
                "One.\n\n```\nx = 1\n```\n\n![a map](m.png)\n\nTwo.",
                None,
                "One.\n\nTwo.",
            ),
            ("lists are paragraphs", "- Keller\n- Marten\n", None, "Keller\n\nMarten"),
            (
                "block quotations are quoted",
                "Keller said:\n\n> We go.\n>\n> All of us.\n\nShe left.",
                None,
                "Keller said:\n\n“We go.\n\n“All of us.”\n\nShe left.",
            ),
            ("quotation marks are not doubled", "> “We go,” she said.", None, "“We go,” she said."),
            (
                "cells of tables are apart",
                "| a | b |\n|---|---|\n| c | d |\n",
                None,
                "a\n\nb\n\nc\n\nd",
            ),
            (
                "HTML is left out",
                "<script>x</script>\n\nKeller <b>met</b> Marten &amp; Chen.",
                None,
                "Keller met Marten & Chen.",
            ),
            ("hard breaks stay", "By Keller  \nPort Salis", None, "By Keller\nPort Salis"),
            ("nothing", "", None, ""),
        ] {
            assert_eq!(
                paragraphs(markdown, None),
                (title.map(str::to_owned), text.to_owned()),
                "{name}"
            );
        }
    }

    #[test]
    fn a_heading_beside_another_title_stays_in_the_text() {
        assert_eq!(paragraphs("# Two\n\nKeller.", Some("One")).1, "Two\n\nKeller.");
        assert_eq!(paragraphs("# One\n\nKeller.", Some("One")).1, "Keller.");
    }
}
