//! A report onto the official form. One walk over report and form; what differs is how a line is written.

pub mod grid;
pub mod html;
pub mod text;
