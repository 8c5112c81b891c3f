//! A report onto the official form, in every form that an office takes it: one document, written as text, as a web page
//! and as a Word file.

pub mod document;
pub mod docx;
pub mod grid;
pub mod html;
pub mod look;
pub mod official;
pub mod text;
