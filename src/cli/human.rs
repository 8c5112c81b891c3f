//! The report for a person at a terminal: each finding with its line and carets, like a compiler's.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};
use nianbao::finding::{Finding, Note, Severity};
use nianbao::source::{Source, Span};
use nianbao::{Checked, Verdict};

/// The report on one draft.
pub fn report(name: &str, text: &str, checked: &Checked, colours: bool) -> String {
    let source = Source::new(text);
    let renderer = if colours { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut out = String::new();
    for finding in &checked.findings {
        out.push_str(&renderer.render(&groups(name, &source, finding)));
        out.push_str("\n\n");
    }
    for finding in &checked.confirmed {
        let line = source.line_index(finding.span.start) + 1;
        out += &format!("已确认 [{}]：第{line}行，{}\n", finding.rule, finding.message);
    }
    for unchecked in &checked.unchecked {
        out += &format!("未能核对 [{}]：{}\n", unchecked.rule, unchecked.why);
    }
    if let Some(notice) = &checked.notice {
        out.push_str(notice);
        out.push('\n');
    }
    out + name + "：" + &summary(checked) + "\n"
}

fn summary(checked: &Checked) -> String {
    let count = |severity: Severity| checked.findings.iter().filter(|f| f.severity == severity).count();
    let verdict = match checked.verdict() {
        Verdict::Pass => "没有必须修改的问题",
        Verdict::Fail => "有必须修改的问题",
        Verdict::Undecided => "有未能核对的内容",
    };
    let counts: Vec<_> = [Severity::Error, Severity::Warning, Severity::Hint]
        .into_iter()
        .map(|severity| format!("{}{}项", severity.label(), count(severity)))
        .collect();
    let confirmed = match checked.confirmed.len() {
        0 => String::new(),
        count => format!("；已确认 {count} 处"),
    };
    format!("{verdict}（{}，未能核对{}项{confirmed}）", counts.join("，"), checked.unchecked.len())
}

/// More notes than these on lines of their own are counted: nobody reads the place of each of 175 blank cells.
const MOST_NOTES: usize = 8;

fn groups<'a>(name: &'a str, source: &Source<'a>, finding: &'a Finding) -> Vec<Group<'a>> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::INFO,
    };
    // Notes on the finding's own line stand beside it; the others follow with lines of their own.
    let line = source.line_index(finding.span.start);
    let (beside, apart): (Vec<&Note>, Vec<&Note>) =
        finding.notes.iter().partition(|note| source.line_index(note.span.start) == line);
    let mut main = level
        .with_name(finding.severity.label())
        .primary_title(&finding.message)
        .id(finding.rule)
        .element(snippet(name, source, finding.span, &beside));
    main = main.element(Level::NOTE.with_name("为什么").message(finding.reason));
    main = main.element(Level::NOTE.with_name("依据").message(finding.basis.to_string()));
    for fix in &finding.fixes {
        main = main.element(Level::HELP.with_name("可改").message(&fix.title));
    }
    if apart.len() > MOST_NOTES {
        let more = format!("另有{}处没有在这里列出，--format json列出每一处", apart.len() - MOST_NOTES);
        main = main.element(Level::NOTE.with_name("说明").message(more));
    }
    let notes = apart.into_iter().take(MOST_NOTES).map(|note| {
        let title = Level::NOTE.with_name("说明").secondary_title(&note.message);
        title.element(snippet(name, source, note.span, &[]))
    });
    std::iter::once(main).chain(notes).collect()
}

/// The lines of a span with the span and its notes marked; only those lines are handed over, so that a long draft
/// costs nothing.
fn snippet<'a>(
    name: &'a str,
    source: &Source<'a>,
    span: Span,
    notes: &[&'a Note],
) -> Snippet<'a, Annotation<'a>> {
    let (first, last) = (source.line_index(span.start), source.line_index(span.end));
    let lines = source.lines().get(first..=last).unwrap_or_default();
    let whole = lines.first().copied().unwrap_or_default().to(lines.last().copied().unwrap_or_default());
    let range = |span: Span| {
        (span.start - whole.start) as usize
            ..(span.end.clamp(span.start, whole.end.max(span.start)) - whole.start) as usize
    };
    let notes = notes.iter().map(|note| AnnotationKind::Context.span(range(note.span)).label(&note.message));
    Snippet::source(source.slice(whole))
        .line_start(first + 1)
        .path(name)
        .annotation(AnnotationKind::Primary.span(range(span)))
        .annotations(notes)
}
