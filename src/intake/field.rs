//! Fields of Word: what they show is worked out whenever they are shown, and for some it is nowhere in the file.

/// What a field shows that is nowhere in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unseen {
    /// The number of a paragraph.
    Number,
    /// Signs, or text in a frame.
    Picture,
    /// An entry of a list to choose from.
    Choice,
}

impl Unseen {
    /// What a field of this name shows, if it is of that kind.
    pub(super) fn named(name: &str) -> Option<Self> {
        let is = |known: &&str| name.eq_ignore_ascii_case(known);
        if ["AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM"].iter().any(is) {
            Some(Self::Number)
        } else if ["EQ", "SYMBOL", "MACROBUTTON", "FORMCHECKBOX"].iter().any(is) {
            Some(Self::Picture)
        } else {
            is(&"FORMDROPDOWN").then_some(Self::Choice)
        }
    }
}
