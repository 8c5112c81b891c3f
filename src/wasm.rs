//! The edge to JavaScript: text in, plain data out.
//!
//! Stateless functions only, so that a panic leaves nothing half-changed behind: the next call answers as if
//! nothing had happened. It converts and decides nothing.

mod tape;

use js_sys::{Error, Function, JsString};
use serde::Serialize;
use tape::Tape;
use wasm_bindgen::prelude::*;

use crate::checked::{Options, check_with};
use crate::confirm::Confirmed;
use crate::contract::{self, JsonNumber};
use crate::form::Edition;
use crate::render::document::Document;
use crate::render::docx::docx;
use crate::render::html::html;
use crate::render::official;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("wasm.d.ts");

#[wasm_bindgen]
extern "C" {
    /// The browser's decoder of texts, which spares the core the tables of GB18030.
    type TextDecoder;
    #[wasm_bindgen(constructor)]
    fn new(label: &str) -> TextDecoder;
    #[wasm_bindgen(method)]
    fn decode(this: &TextDecoder, bytes: &[u8]) -> String;

    /// Of a window or of a worker, whichever the core runs in.
    #[wasm_bindgen(catch, js_name = dispatchEvent)]
    fn dispatch_event(event: &web_sys::CustomEvent) -> Result<bool, JsValue>;
}

#[wasm_bindgen(module = "/src/wasm.js")]
extern "C" {
    /// Takes a value from a [`Tape`]: its text, its numbers and the names of its fields.
    fn take(text: &str, numbers: &[u32], fields: &str) -> JsValue;
    /// Puts the text that was checked and its cells into a result: their ids with blanks between them, where each begins
    /// and ends in the text, and their numbers, NaN for none. JavaScript has the text, and of two hundred cells most of
    /// what they say is nothing new.
    #[wasm_bindgen(js_name = addTextAndCells)]
    fn add_text_and_cells(result: &JsValue, text: &JsString, ids: &str, spans: &[u32], values: &[f64]);
}

/// Installs the panic hook: the message goes to the console and, as the event `nianbao-panic`, to the page.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        let init = web_sys::CustomEventInit::new();
        init.set_detail(&JsValue::from_str(&info.to_string()));
        let event = web_sys::CustomEvent::new_with_event_init_dict("nianbao-panic", &init);
        if let Ok(event) = event {
            // A page that cannot take the event still sees the call throw.
            drop(dispatch_event(&event));
        }
    }));
}

/// Checks a draft, beside last year's report if there is one; what a list of confirmations names stays quiet. `tell` is
/// called before every rule with the number of rules that have been run and of all.
///
/// # Errors
/// A JavaScript `Error` when the list cannot be read or the result cannot be handed over.
#[allow(clippy::needless_pass_by_value, reason = "what JavaScript hands over is owned")]
#[wasm_bindgen(unchecked_return_type = "CheckResult")]
pub fn check(
    text: JsString,
    confirmed: Option<String>,
    prior: Option<String>,
    #[wasm_bindgen(unchecked_optional_param_type = "(done: number, of: number) => void")] tell: Option<
        Function,
    >,
) -> Result<JsValue, Error> {
    let (confirmed, prior) = (list(confirmed)?, given(prior));
    let tell = |done: usize, of: usize| {
        if let Some(tell) = &tell {
            // Somebody who cannot listen loses nothing but the news.
            drop(tell.call2(&JsValue::NULL, &done.into(), &of.into()));
        }
    };
    let options = Options { confirmed: &confirmed, prior: prior.as_deref(), tell: &tell };
    let read = String::from(&text);
    let checked = check_with(&read, options);
    let mut result = contract::check_result(&checked, &read);
    let cells = std::mem::take(&mut result.cells);
    result.text = "";
    let result = hand_over(&result)?;
    let ids = cells.iter().fold(String::new(), |ids, cell| cell.id.append_to(ids) + " ");
    let spans: Vec<u32> = cells.iter().flat_map(|cell| cell.span).collect();
    let values: Vec<f64> =
        cells.iter().map(|cell| cell.value.as_ref().map_or(f64::NAN, JsonNumber::as_f64)).collect();
    add_text_and_cells(&result, &text, ids.trim_end(), &spans, &values);
    Ok(result)
}

/// Makes the corrected report of a draft; what a list of confirmations names stays as it is.
///
/// # Errors
/// A JavaScript `Error` when the list cannot be read or the result cannot be handed over.
#[wasm_bindgen(unchecked_return_type = "FixResult")]
pub fn correct(text: &str, confirmed: Option<String>) -> Result<JsValue, Error> {
    let corrected = crate::correct::correct_except(text, &list(confirmed)?);
    hand_over(&contract::fix_result(&corrected))
}

/// A corrected report as a web page of its own, which Word and WPS open as the official document.
#[wasm_bindgen(js_name = reportPage)]
pub fn report_page(corrected: &str) -> String {
    html(&report(corrected))
}

/// A corrected report as a Word file.
///
/// # Errors
/// A JavaScript `Error` that says why there is none.
#[wasm_bindgen(js_name = reportDocx)]
pub fn report_docx(corrected: &str) -> Result<Vec<u8>, Error> {
    word_file(&report(corrected))
}

/// The review copy of a draft as a Word file: corrections as changes, findings as comments, those beside last year's report
/// among them. `original` is the draft before it was put right, with which the copy begins.
///
/// # Errors
/// A JavaScript `Error` when the list cannot be read or there is no report to review.
#[wasm_bindgen(js_name = reviewDocx)]
pub fn review_docx(
    text: &str,
    confirmed: Option<String>,
    prior: Option<String>,
    original: Option<String>,
) -> Result<Vec<u8>, Error> {
    let (prior, original) = (given(prior), given(original));
    let review = crate::review::review(text, &list(confirmed)?, prior.as_deref(), original.as_deref());
    word_file(&review.map_err(|notice| Error::new(&notice))?)
}

/// The check record of a draft as a web page of its own; `original` is the draft before it was put
/// right, `prior` last year's report.
///
/// # Errors
/// A JavaScript `Error` when the list cannot be read or there is no report to record.
#[wasm_bindgen(js_name = recordPage)]
pub fn record_page(
    text: &str,
    confirmed: Option<String>,
    original: Option<String>,
    prior: Option<String>,
) -> Result<String, Error> {
    record(text, confirmed, original, prior).map(|record| html(&record))
}

/// The same as a Word file.
///
/// # Errors
/// As [`record_page`].
#[wasm_bindgen(js_name = recordDocx)]
pub fn record_docx(
    text: &str,
    confirmed: Option<String>,
    original: Option<String>,
    prior: Option<String>,
) -> Result<Vec<u8>, Error> {
    word_file(&record(text, confirmed, original, prior)?)
}

fn report(corrected: &str) -> Document {
    official::document(&crate::correct::report(corrected))
}

fn record(
    text: &str,
    confirmed: Option<String>,
    original: Option<String>,
    prior: Option<String>,
) -> Result<Document, Error> {
    let (original, prior) = (given(original), given(prior));
    let record = crate::record::record(text, &list(confirmed)?, original.as_deref(), prior.as_deref());
    record.map_err(|notice| Error::new(&notice))
}

/// A text that JavaScript hands over, where it is not empty: a call has as many arguments every time.
fn given(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

fn word_file(document: &Document) -> Result<Vec<u8>, Error> {
    docx(document).map_err(|unwritten| Error::new(&unwritten.to_string()))
}

/// The text of the blank form of a year for an organisation; nothing for a year before there was a form.
#[wasm_bindgen(js_name = blankForm)]
pub fn blank_form(year: u16, organisation: &str) -> Option<String> {
    crate::report::Report::for_year(year, organisation).map(|report| crate::render::text::text(&report))
}

fn list(confirmed: Option<String>) -> Result<Confirmed, Error> {
    let list = confirmed.unwrap_or_default();
    Confirmed::parse(&list).map_err(|bad| Error::new(&contract::bad_lines(&bad)))
}

/// Reads a list of confirmations and prints it anew.
///
/// # Errors
/// A JavaScript `Error` when the result cannot be handed over; a list that cannot be read is a result.
#[wasm_bindgen(js_name = confirmedList, unchecked_return_type = "ConfirmedList")]
pub fn confirmed_list(text: &str) -> Result<JsValue, Error> {
    hand_over(&contract::confirmed_list(text))
}

/// All rules, as a person asks about them.
///
/// # Errors
/// A JavaScript `Error` when the result cannot be handed over.
#[wasm_bindgen(unchecked_return_type = "RuleInfo[]")]
pub fn rules() -> Result<JsValue, Error> {
    hand_over(&contract::rules())
}

/// The tables of an edition of the form, as they are printed.
///
/// # Errors
/// A JavaScript `Error` when the result cannot be handed over.
#[wasm_bindgen(js_name = formTables, unchecked_return_type = "FormTable[]")]
pub fn form_tables(
    #[wasm_bindgen(unchecked_param_type = "\"2019\" | \"2021\"")] edition: &str,
) -> Result<JsValue, Error> {
    let edition = if edition == Edition::Trial.id() { Edition::Trial } else { Edition::Current };
    hand_over(&contract::form_tables(edition.form()))
}

/// Reads a file into the text that is checked.
///
/// # Errors
/// A JavaScript `Error` when the result cannot be handed over; a file that cannot be read is a result.
#[wasm_bindgen(unchecked_return_type = "IntakeResult")]
pub fn intake(name: &str, bytes: &[u8]) -> Result<JsValue, Error> {
    let gb18030 = |bytes: &[u8]| TextDecoder::new("gb18030").decode(bytes);
    hand_over(&contract::intake_result(crate::intake::read(name, bytes, &gb18030)))
}

/// Reads the HTML of a clipboard into the text that is checked.
///
/// # Errors
/// A JavaScript `Error` when the result cannot be handed over; HTML without text is a result.
#[wasm_bindgen(js_name = intakeHtml, unchecked_return_type = "IntakeResult")]
pub fn intake_html(html: &str) -> Result<JsValue, Error> {
    hand_over(&contract::intake_result(crate::intake::read_html(html)))
}

/// The version of the core.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

fn hand_over(value: &impl Serialize) -> Result<JsValue, Error> {
    let tape = Tape::of(value).map_err(|error| Error::new(&format!("结果无法交给页面：{error}")))?;
    Ok(take(&tape.text, &tape.numbers, &tape.fields()))
}
