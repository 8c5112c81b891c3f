//! Speed of a check and of a correction: the clean sample, its hundredfold, and the five seeds where they are at
//! hand (`NIANBAO_SEEDS`, or `../shared/seeds`); and of reading a Word document. Run with `cargo bench`.

#[path = "../tests/support/zip.rs"]
#[allow(dead_code, reason = "tests use more of it")]
mod zip;

use std::hint::black_box;
use std::path::PathBuf;

use nianbao::confirm::Confirmed;
use nianbao::correct::report;
use nianbao::render::docx::docx;
use nianbao::render::official::document;
use nianbao::review::review;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

const SAMPLE: &str = include_str!("../tests/drafts/clean-2021.txt");

fn drafts() -> Vec<(String, String)> {
    let folder = std::env::var_os("NIANBAO_SEEDS").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/seeds")),
        PathBuf::from,
    );
    let mut drafts =
        vec![("sample".to_owned(), SAMPLE.to_owned()), ("sample-100".to_owned(), SAMPLE.repeat(100))];
    let mut seeds: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .map(|file| file.path())
        .collect();
    seeds.sort();
    for path in seeds {
        let name = path.file_stem().map(|name| name.to_string_lossy().chars().take(3).collect::<String>());
        if let (Some(name), Ok(text)) = (name, std::fs::read_to_string(&path)) {
            drafts.push((format!("seed-{name}"), text));
        }
    }
    drafts
}

/// A document of some forty pages, as Word writes it: numbered prose in several runs a paragraph, and forty tables.
fn forty_pages() -> Vec<u8> {
    const FONT: &str = r#"<w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hAnsi="仿宋_GB2312" w:hint="eastAsia"/>"#;
    let run = |text: &str| {
        format!(
            r#"<w:r w:rsidRPr="00A77B3E"><w:rPr>{FONT}<w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>"#
        )
    };
    let paragraph = |properties: &str, text: &str| {
        format!(
            r#"<w:p w:rsidR="00A77B3E" w14:paraId="1A2B3C4D"><w:pPr>{properties}<w:rPr>{FONT}</w:rPr></w:pPr>{text}</w:p>"#
        )
    };
    let cell = |text: &str| {
        let properties = r#"<w:tcPr><w:tcW w:w="1250" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>"#;
        format!("<w:tc>{properties}{}</w:tc>", paragraph(r#"<w:jc w:val="center"/>"#, &run(text)))
    };
    let numbered = r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>"#;
    let prose: String = ["柳河镇主动公开政府信息", "1234", "条，其中通过", "政府网站", "公开", "987", "条。"]
        .map(run)
        .concat();
    let row =
        format!("<w:tr>{}</w:tr>", ["（一）予以公开", "1", "2", "3", "4", "5", "6", "21"].map(cell).concat());
    let page = paragraph(numbered, &run("主动公开情况"))
        + &paragraph("", &prose).repeat(12)
        + &format!("<w:tbl><w:tblPr/>{}</w:tbl>", row.repeat(12));
    let document = format!("<w:document><w:body>{}<w:sectPr/></w:body></w:document>", page.repeat(40));
    let numbering = r#"<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>
        <w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;
    zip::Zip::default()
        .deflated("word/document.xml", document.as_bytes())
        .deflated("word/numbering.xml", numbering.as_bytes())
        .finish()
}

fn bench(criterion: &mut Criterion) {
    let drafts = drafts();
    let mut group = criterion.benchmark_group("check");
    for (name, text) in &drafts {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(name), text, |bencher, text| {
            bencher.iter(|| nianbao::check_text(black_box(text)));
        });
    }
    group.finish();
    let mut group = criterion.benchmark_group("correct");
    group.sample_size(20);
    for (name, text) in drafts.iter().filter(|(name, _)| !name.ends_with("100")) {
        group.bench_with_input(BenchmarkId::from_parameter(name), text, |bencher, text| {
            bencher.iter(|| nianbao::correct::correct(black_box(text)));
        });
    }
    group.finish();
    let mut group = criterion.benchmark_group("Word file");
    for (name, text) in drafts.iter().filter(|(name, _)| !name.ends_with("100")) {
        let corrected = nianbao::correct::correct(text).text;
        group.bench_with_input(BenchmarkId::new("report", name), &corrected, |bencher, corrected| {
            bencher.iter(|| docx(&document(&report(black_box(corrected)))));
        });
        group.bench_with_input(BenchmarkId::new("review copy", name), text, |bencher, text| {
            bencher
                .iter(|| review(black_box(text), &Confirmed::default(), None, None).map(|copy| docx(&copy)));
        });
    }
    group.finish();
    let docx = forty_pages();
    criterion.bench_function("read a 40-page .docx", |bencher| {
        bencher.iter(|| nianbao::intake::read("年报.docx", black_box(&docx), &|_| String::new()));
    });
}

criterion_group!(benches, bench);
criterion_main!(benches);
