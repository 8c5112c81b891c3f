//! The labels of a draft, folded once: every table looks the same ones up again and again.

use crate::draft::Draft;
use crate::fold::push_key;
use crate::number::Ordinal;
use crate::source::Source;

use super::is_label;

/// The keys of all fields of a draft that can be labels.
#[derive(Clone, Debug, Default)]
pub(super) struct Labels {
    /// The keys one behind the other.
    keys: String,
    /// For each field where its key stands; `None` for a field that cannot be a label.
    places: Vec<Option<Place>>,
}

/// Where a key begins, where it begins without the ordinal of the label, and where it ends.
#[derive(Clone, Copy, Debug)]
struct Place {
    start: u32,
    behind_ordinal: u32,
    end: u32,
}

impl Labels {
    /// Folds the labels of a draft. Linear.
    pub(super) fn of(source: &Source<'_>, draft: &Draft) -> Self {
        let labels = draft.fields.iter().filter(|field| is_label(field));
        let mut keys = String::with_capacity(labels.map(|field| field.span.len() as usize).sum());
        let mut place = |text: &str| {
            let ordinal = Ordinal::read(text).map_or(0, |ordinal| ordinal.len);
            let start = keys.len() as u32;
            push_key(&mut keys, text.get(..ordinal).unwrap_or_default());
            let behind_ordinal = keys.len() as u32;
            push_key(&mut keys, text.get(ordinal..).unwrap_or_default());
            Place { start, behind_ordinal, end: keys.len() as u32 }
        };
        let fields = draft.fields.iter();
        let places = fields.map(|field| is_label(field).then(|| place(source.slice(field.span)))).collect();
        Self { keys, places }
    }

    /// The key of a label; `None` for a field that cannot be one.
    pub(super) fn key(&self, field: usize) -> Option<&str> {
        let place = (*self.places.get(field)?)?;
        self.keys.get(place.start as usize..place.end as usize)
    }

    /// The key of a label without its ordinal; `None` for a field that cannot be one.
    pub(super) fn stripped_key(&self, field: usize) -> Option<&str> {
        let place = (*self.places.get(field)?)?;
        self.keys.get(place.behind_ordinal as usize..place.end as usize)
    }
}
