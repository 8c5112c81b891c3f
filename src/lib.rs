//! nianbao (年报): checks and corrects 政府信息公开工作年度报告, the yearly reports on government information
//! disclosure that every Chinese public body publishes on an official form.
//!
//! ```text
//!  file, clipboard ──intake──▶ text
//!  text ──Source──▶ lines ──lex──▶ rows of fields ──read(form)──▶ Reading ──check(rules)──▶ Findings
//!  Findings ──repair──▶ text' ──read──▶ Report ──render──▶ the corrected report
//! ```
//!
//! Every arrow is a pure function: no clock, randomness, locale or hash order below the edges, and nothing fails
//! on input. The text is the only truth; every span points into it, and the core only proposes edits.
//!
//! It refuses to guess: a doubtful reading is reported as doubtful, a check that could not be made is listed as
//! unchecked, and what only the clerk can know stays open.
//!
//! ```
//! let checked = nianbao::check_text("柳河镇2023年政府信息公开工作年度报告\n一、总体情况\n……");
//! assert!(checked.findings.iter().any(|finding| finding.rule == "section-missing"));
//! ```

pub mod align;
pub mod check;
pub mod checked;
pub mod confirm;
pub mod contract;
pub mod correct;
pub mod draft;
pub mod find;
pub mod finding;
pub mod fold;
pub mod form;
pub mod guide;
pub mod intake;
pub mod locate;
pub mod number;
pub mod order;
pub mod reading;
pub mod record;
pub mod render;
pub mod repair;
pub mod report;
pub mod review;
pub mod source;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
pub mod words;

pub use checked::{Checked, MAX_TEXT, Options, Verdict, check_text, check_with};
