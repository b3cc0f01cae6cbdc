//! The live segments: their members as bits, kept current. Whoever owns an engine tells it of every customer that
//! changed ([`Engine::touch`]) and of every new day ([`Engine::renew`]); in between a question costs nothing.

use super::ask::{Answers, BLOCK, One, WORDS, Whole};
use super::attributes::{Attributes, Person};
use super::bits::{Bits, Pair};
use super::dense::Dense;
use super::draft::write;
use super::forecasts::Forecasts;
use super::goods::{Line, Lines};
use super::known::Known;
use super::plan::{Asked, Plan};
use super::question::Question;
use crate::board::{Frame, Ranked, profile};
use crate::columns::{Columns, Offset, RowIndex};
use crate::kpi::{KpiError, Rfm, Scope};
use bazgasht_domain::ids::SegmentId;
use bazgasht_domain::segment::{Condition, Rule, RuleError, Truth, order};
use std::collections::{BTreeMap, HashMap};

/// How many belong, and of how many it is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counted {
    pub members: u32,
    pub unknown: u32,
}

pub(super) struct Live {
    pub(super) id: SegmentId,
    rule: Rule,
    plan: Plan,
    pub(super) found: Pair,
}

/// Above this share of the rows (one in so many) everybody is asked anew.
const MANY: usize = 16;

pub struct Engine {
    attributes: Attributes,
    goods: Option<Lines>,
    forecasts: Option<Forecasts>,
    /// With the columns' version that the scores were made from.
    rfm: Option<(u64, Rfm)>,
    dense: Dense,
    listed: Bits,
    /// Each behind those it is made of.
    pub(super) live: Vec<Live>,
    asked: Asked,
    questions: Vec<Question>,
    /// What the questions were made for.
    words: (u64, usize),
    scope: Scope,
    answers: Vec<Truth>,
}

impl Engine {
    /// An engine without segments.
    ///
    /// # Errors
    /// A day that the columns cannot hold.
    pub fn new(columns: &Columns, attributes: Attributes, scope: Scope) -> Result<Self, KpiError> {
        Frame::new(scope, &[])?;
        Ok(Self {
            attributes,
            goods: None,
            forecasts: None,
            rfm: None,
            dense: Dense::of(columns, Offset::clamp(scope.as_of), false),
            listed: listed(columns),
            live: Vec::new(),
            asked: Asked::default(),
            questions: Vec::new(),
            words: (0, 0),
            scope,
            answers: Vec::new(),
        })
    }

    #[must_use]
    pub fn attributes(&self) -> &Attributes {
        &self.attributes
    }
    #[must_use]
    pub fn scope(&self) -> Scope {
        self.scope
    }
    #[must_use]
    pub fn goods(&self) -> Option<&Lines> {
        self.goods.as_ref()
    }
    /// Which goods were bought: needed before a rule asks for it.
    pub fn set_goods(&mut self, goods: Option<Lines>) {
        self.goods = goods;
    }
    pub fn goods_mut(&mut self) -> Option<&mut Lines> {
        self.goods.as_mut()
    }
    /// What is known of one person anew; [`Engine::touch`] that row afterwards.
    pub fn put_person(&mut self, row: RowIndex, person: &Person) {
        self.attributes.put(row, person);
    }
    /// The orders of one person anew; [`Engine::touch`] that row afterwards.
    pub fn put_lines(&mut self, row: RowIndex, lines: &[Line]) {
        if let Some(goods) = &mut self.goods {
            goods.put(row, lines);
        }
    }
    /// Another prediction, or none. Everybody is asked anew.
    pub fn set_forecasts(&mut self, columns: &Columns, forecasts: Option<Forecasts>) {
        self.forecasts = forecasts;
        self.evaluate(columns);
    }

    /// Other live segments. On error the earlier ones stay.
    ///
    /// # Errors
    /// A rule that may not be, a circle, a part that is not there.
    pub fn set_rules(
        &mut self,
        columns: &Columns,
        rules: &BTreeMap<SegmentId, Rule>,
    ) -> Result<(), RuleError> {
        rules.values().try_for_each(Rule::check)?;
        let order = order(&rules.iter().map(|(id, rule)| (*id, rule)).collect())?;
        let (mut asked, mut places, mut live) = (Asked::default(), HashMap::new(), Vec::new());
        for id in order {
            let rule = rules.get(&id).ok_or(RuleError::NoSuchSegment(id))?.clone();
            let plan = Plan::of(&rule, &mut asked, &places)?;
            places.insert(id, live.len());
            live.push(Live { id, rule, plan, found: Pair::default() });
        }
        (self.live, self.asked) = (live, asked);
        self.evaluate(columns);
        Ok(())
    }

    #[must_use]
    pub fn rule(&self, segment: SegmentId) -> Option<&Rule> {
        self.live.iter().find(|live| live.id == segment).map(|live| &live.rule)
    }
    /// Members, and those of whom it is not known.
    #[must_use]
    pub fn found(&self, segment: SegmentId) -> Option<&Pair> {
        self.live.iter().find(|live| live.id == segment).map(|live| &live.found)
    }
    #[must_use]
    pub fn count(&self, segment: SegmentId) -> Option<Counted> {
        self.found(segment).map(Pair::counted)
    }
    /// The segments that a person is in.
    pub fn segments_of(&self, row: RowIndex) -> impl Iterator<Item = SegmentId> {
        self.live.iter().filter(move |live| live.found.yes.get(row.0)).map(|live| live.id)
    }

    /// Another day or window: everybody is asked anew. The same one costs nothing.
    ///
    /// # Errors
    /// A day that the columns cannot hold.
    pub fn renew(&mut self, columns: &Columns, scope: Scope) -> Result<(), KpiError> {
        if scope == self.scope {
            return Ok(());
        }
        Frame::new(scope, &[])?;
        self.scope = scope;
        self.rfm = None;
        self.dense = Dense::of(columns, Offset::clamp(scope.as_of), self.dense.has_rhythm());
        self.evaluate(columns);
        Ok(())
    }

    /// Some people bought or changed: only they are asked anew, and those whose rank moved with it.
    pub fn touch(&mut self, columns: &Columns, rows: &[RowIndex]) {
        let as_of = Offset::clamp(self.scope.as_of);
        self.grow(columns.rows());
        for row in rows {
            self.dense.put(columns, *row, as_of);
            self.listed.set(row.0, columns.is_listed(*row));
        }
        let ranked = self.rank_again(columns);
        if rows.len() + ranked.len() > columns.rows() / MANY + 64 {
            self.evaluate(columns);
            return;
        }
        self.ready(columns, false);
        let moved = ranked.into_iter().map(RowIndex);
        for row in rows.iter().copied().chain(moved) {
            self.evaluate_row(columns, row);
        }
    }

    /// Scores after a change, if a rule asks for them; answers whose changed.
    fn rank_again(&mut self, columns: &Columns) -> Vec<u32> {
        let stale = self.rfm.as_ref().is_some_and(|(version, _)| *version != columns.version());
        if !stale {
            return Vec::new();
        }
        let before = self.rfm.take();
        self.rank(columns);
        match (before, &self.rfm) {
            (Some((_, before)), Some((_, now))) => before.changed(now),
            _ => Vec::new(),
        }
    }

    fn rank(&mut self, columns: &Columns) {
        // The scope was looked at when it was set.
        if let Ok(frame) = Frame::new(self.scope, &[]) {
            let ranked = Ranked::of(columns, &frame, &profile(columns, &frame));
            self.rfm = Some((columns.version(), ranked.rfm));
        }
    }

    fn grow(&mut self, rows: usize) {
        self.listed.grow(rows);
        for live in &mut self.live {
            live.found.yes.grow(rows);
            live.found.unknown.grow(rows);
        }
    }

    /// What these conditions look at beyond the columns that are always there.
    pub(super) fn prepare<'c>(&mut self, columns: &Columns, conditions: impl Iterator<Item = &'c Condition>) {
        let (mut ranks, mut rhythm) = (false, false);
        for condition in conditions {
            ranks |= matches!(condition, Condition::RfmScore { .. } | Condition::RfmGroupIs { .. });
            rhythm |= matches!(condition, Condition::RhythmIs { .. });
        }
        if rhythm && !self.dense.has_rhythm() {
            self.dense = Dense::of(columns, Offset::clamp(self.scope.as_of), true);
        }
        let version = self.rfm.as_ref().map(|(version, _)| *version);
        if ranks && version != Some(columns.version()) {
            self.rank(columns);
        }
    }

    pub(super) fn known<'a>(&'a self, columns: &'a Columns) -> Known<'a> {
        Known {
            columns,
            dense: &self.dense,
            attributes: &self.attributes,
            goods: self.goods.as_ref(),
            forecasts: self.forecasts.as_ref(),
            rfm: self.rfm.as_ref().map(|(_, rfm)| rfm),
            scope: self.scope,
            as_of: Offset::clamp(self.scope.as_of),
            is_whole: columns.ends_by(Offset::clamp(self.scope.as_of)),
        }
    }

    /// The questions fit the values that occur now.
    fn ready(&mut self, columns: &Columns, anew: bool) {
        let words = (self.attributes.words(), self.goods.as_ref().map_or(0, Lines::words));
        if !anew && self.words == words && self.questions.len() == self.asked.conditions.len() {
            return;
        }
        let known = self.known(columns);
        let questions =
            self.asked.conditions.iter().map(|condition| Question::of(condition, &known)).collect();
        self.questions = questions;
        self.words = words;
    }

    /// Everybody is asked every question.
    fn evaluate(&mut self, columns: &Columns) {
        let conditions = self.asked.conditions.clone();
        self.prepare(columns, conditions.iter());
        self.listed = listed(columns);
        self.ready(columns, true);
        let rows = columns.rows();
        let mut found: Vec<Pair> = self.live.iter().map(|_| Pair::with_rows(rows)).collect();
        let known = self.known(columns);
        let mut segments: Vec<Answers> = Vec::with_capacity(self.live.len());
        for (block, first) in (0..rows).step_by(BLOCK).enumerate() {
            let whole = |question: &Question| question.run(&known, Whole { first: first as u32 });
            let answers: Vec<Answers> = self.questions.iter().map(whole).collect();
            segments.clear();
            for (live, pair) in self.live.iter().zip(&mut found) {
                let mut said = live.plan.block(&answers, &segments);
                self.only_listed(&mut said, block);
                write(pair, block, &said);
                segments.push(said);
            }
        }
        for (live, pair) in self.live.iter_mut().zip(found) {
            live.found = pair;
        }
    }

    pub(super) fn only_listed(&self, said: &mut Answers, block: usize) {
        for at in 0..WORDS {
            let listed = self.listed.word(block * WORDS + at);
            said.yes[at] &= listed;
            said.unknown[at] &= listed;
        }
    }

    fn evaluate_row(&mut self, columns: &Columns, row: RowIndex) {
        let mut answers = std::mem::take(&mut self.answers);
        answers.clear();
        let known = self.known(columns);
        answers.extend(self.questions.iter().map(|question| question.run(&known, One(row.0))));
        let questions = answers.len();
        let is_listed = self.listed.get(row.0);
        for place in 0..self.live.len() {
            let said = self.live[place].plan.row(|at| answers[at], |at| answers[questions + at]);
            let said = if is_listed { said } else { Truth::No };
            answers.push(said);
            let found = &mut self.live[place].found;
            found.yes.set(row.0, said == Truth::Yes);
            found.unknown.set(row.0, said == Truth::Unknown);
        }
        self.answers = answers;
    }

    /// Memory held beside the purchase columns.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let bits: usize =
            self.live.iter().map(|live| live.found.yes.bytes() + live.found.unknown.bytes()).sum();
        let goods = self.goods.as_ref().map_or(0, Lines::bytes);
        self.attributes.bytes() + self.dense.bytes() + goods + bits + self.listed.bytes()
    }
}

fn listed(columns: &Columns) -> Bits {
    let mut bits = Bits::with_rows(columns.rows());
    for (row, _) in columns.each_row() {
        if columns.is_listed(row) {
            bits.set(row.0, true);
        }
    }
    bits
}
