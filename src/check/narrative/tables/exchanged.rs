//! What was newly received and what was carried in, exchanged: the text and 表三 have both, each where the other stands.

use crate::check::narrative::{digits, repaired, value};
use crate::check::{Context, Sink};
use crate::finding::{Applicability, Edit};
use crate::form::Cell;
use crate::reading::narrative::{Mention, Quantity};

/// The totals and what they are called.
const TOTALS: [(&str, &str); 2] = [("t3.new.total", "新收"), ("t3.carried_in.total", "上年结转")];

/// The statements of both, where they contradict 表三 by nothing but their order, with the totals that these are of.
pub(super) struct Exchanged<'m> {
    said: [Vec<&'m Mention>; 2],
    totals: [(i64, Cell); 2],
}

impl<'m> Exchanged<'m> {
    /// `None` where either is said in two ways, or the tables do not hold themselves.
    pub(super) fn new(context: &Context<'_, '_>, mentions: &[&'m Mention]) -> Option<Self> {
        let new = alike(mentions, &[Quantity::New, Quantity::Received]);
        // 共收到9件，其中新收8件
        let new = new.or_else(|| alike(mentions, &[Quantity::New]))?;
        let carried = alike(mentions, &[Quantity::CarriedIn])?;
        let total =
            |(id, _): (&str, &str)| value(context, id).filter(|total| repaired(context, id) == Some(total.0));
        let [first, second] = TOTALS.map(total);
        let totals = [first?, second?];
        let [(one, _), (other, _)] = totals;
        let is_exchanged = one != other && count(&new) == Some(other) && count(&carried) == Some(one);
        is_exchanged.then_some(Self { said: [new, carried], totals })
    }

    /// Whether it explains a statement: one of these, or the whole of both.
    pub(super) fn explains(&self, mention: &Mention) -> bool {
        let [(one, _), (other, _)] = self.totals;
        let is_whole = mention.quantity == Quantity::Received && mention.count() == Some(one + other);
        is_whole || self.said.iter().flatten().any(|said| said.span == mention.span)
    }

    /// Reports both as one. Which side has them right, neither tells.
    pub(super) fn report(&self, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
        let [(new, first), (carried, second)] = self.totals;
        let message = format!(
            "正文写新收{carried}件、上年结转{new}件，表三“新收”的总计是{new}、“上年结转”的总计是{carried}，像是对调了。请核对哪一个是对的。"
        );
        let Some(said) = self.said.iter().flatten().next() else { return };
        let finding = sink.at(said.span, message).cells([first, second]);
        for ((value, cell), (_, name)) in self.totals.into_iter().zip(TOTALS) {
            if let Some(mark) = context.reading.cell(cell) {
                finding.note(mark.span, format!("表三“{name}”的总计在这里：{value}。"));
            }
        }
        if let Some(edits) = exchanged_rows(context, first, second) {
            finding.fix_all("把表三“新收”和“上年结转”两行的数字对调", Applicability::Manual, edits);
        }
        let said = self.said.iter().zip(&self.totals);
        let edits: Option<Vec<Edit>> = said
            .flat_map(|(said, (value, _))| said.iter().map(move |mention| (mention, value)))
            .map(|(mention, value)| Some(Edit::replace(digits(context, mention.span)?, value.to_string())))
            .collect();
        if let Some(edits) = edits {
            finding.fix_all(format!("正文改为新收{new}、上年结转{carried}"), Applicability::Manual, edits);
        }
    }
}

/// What statements count, which all count the same.
fn count(mentions: &[&Mention]) -> Option<i64> {
    mentions.first()?.count()
}

/// The statements of some quantities, where there are any and all of them say the same number.
fn alike<'m>(mentions: &[&'m Mention], quantities: &[Quantity]) -> Option<Vec<&'m Mention>> {
    let own = mentions.iter().copied().filter(|mention| quantities.contains(&mention.quantity));
    let own: Vec<&Mention> = own.collect();
    let said = count(&own)?;
    own.iter().all(|other| other.count() == Some(said)).then_some(own)
}

/// The edits that exchange the rows of two totals; `None` where a cell of theirs was not read.
fn exchanged_rows(context: &Context<'_, '_>, first: Cell, second: Cell) -> Option<Vec<Edit>> {
    let (table, ..) = context.reading.form.place(first)?;
    let mut edits = Vec::new();
    for cell in table.cells(first.table).filter(|cell| cell.row == first.row) {
        let other = Cell { row: second.row, ..cell };
        let [one, two] = [cell, other].map(|cell| context.reading.cell(cell).map(|mark| mark.span));
        let (one, two) = (one?, two?);
        if context.source.slice(one) != context.source.slice(two) {
            edits.push(Edit::replace(one, context.source.slice(two)));
            edits.push(Edit::replace(two, context.source.slice(one)));
        }
    }
    Some(edits)
}

#[cfg(test)]
mod tests {
    use crate::check_text;

    const SAMPLE: &str = include_str!("../../../../tests/drafts/clean-2021.txt");

    /// What is offered for what the text says against 表三, where the sample's rows are exchanged and this is said.
    fn offered(said: &str) -> Vec<Vec<String>> {
        let (new, carried) = ("\t7\t1\t0\t0\t0\t0\t8\n", "\t1\t0\t0\t0\t0\t0\t1\n");
        let draft = SAMPLE.replacen(new, "@", 1).replacen(carried, new, 1).replacen('@', carried, 1);
        let draft = draft.replacen("新收政府信息公开申请8件，上年结转1件", said, 1);
        let findings = check_text(&draft).findings.into_iter();
        let own = findings.filter(|finding| finding.rule == "narrative-applications");
        own.map(|finding| finding.fixes.into_iter().map(|fix| fix.title).collect()).collect()
    }

    #[test]
    fn rows_that_changed_places_are_one_finding_where_the_text_has_both() {
        let both = ["把表三“新收”和“上年结转”两行的数字对调", "正文改为新收1、上年结转8"];
        assert_eq!(offered("新收政府信息公开申请8件，上年结转1件"), [both]);
        assert_eq!(offered("上年结转1件，新收政府信息公开申请8件"), [both]);
        assert_eq!(offered("收到政府信息公开申请8件，上年结转1件"), [both]);
        assert_eq!(offered("共收到申请9件，其中新收8件、上年结转1件"), [both]);
        assert_eq!(offered("新收政府信息公开申请8件"), [["正文改为1"]]);
        assert_eq!(offered("新收政府信息公开申请8件，上年结转2件"), [["正文改为1"], ["正文改为8"]]);
        assert_eq!(offered("新收政府信息公开申请1件，上年结转8件"), [[""; 0]; 0]);
    }
}
