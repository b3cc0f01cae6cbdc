//! Rules that are not saved, and single conditions asked of single people. Nothing here changes who is in a live segment.

use super::ask::{Answers, BLOCK, One, WORDS, Whole};
use super::bits::Pair;
use super::engine::{Counted, Engine};
use super::plan::{Asked, Plan};
use super::question::Question;
use crate::columns::{Columns, RowIndex};
use bazgasht_domain::segment::{Condition, Rule, RuleError, Truth};

impl Engine {
    /// Who would belong by a rule that is not saved.
    ///
    /// # Errors
    /// A rule that may not be; a part that is not there.
    pub fn draft(&mut self, columns: &Columns, rule: &Rule) -> Result<Pair, RuleError> {
        let (plan, questions) = self.plan(columns, rule)?;
        let known = self.known(columns);
        let rows = columns.rows();
        let mut found = Pair::with_rows(rows);
        for (block, first) in (0..rows).step_by(BLOCK).enumerate() {
            let whole = |question: &Question| question.run(&known, Whole { first: first as u32 });
            let answers: Vec<Answers> = questions.iter().map(whole).collect();
            let segments: Vec<Answers> = self.live.iter().map(|live| read(&live.found, block)).collect();
            let mut said = plan.block(&answers, &segments);
            self.only_listed(&mut said, block);
            write(&mut found, block, &said);
        }
        Ok(found)
    }

    fn plan(&mut self, columns: &Columns, rule: &Rule) -> Result<(Plan, Vec<Question>), RuleError> {
        rule.check()?;
        let places = self.live.iter().enumerate().map(|(place, live)| (live.id, place)).collect();
        let mut asked = Asked::default();
        let plan = Plan::of(rule, &mut asked, &places)?;
        self.prepare(columns, asked.conditions.iter());
        let known = self.known(columns);
        let questions = asked.conditions.iter().map(|condition| Question::of(condition, &known)).collect();
        Ok((plan, questions))
    }

    /// What one condition says of one row. Scores and rhythm must be there: [`Engine::draft`] the rule first.
    pub(super) fn says(&self, columns: &Columns, row: RowIndex, condition: &Condition) -> Truth {
        if let Condition::Segment { segment } = condition {
            let Some(found) = self.found(*segment) else { return Truth::Unknown };
            return match (found.yes.get(row.0), found.unknown.get(row.0)) {
                (true, _) => Truth::Yes,
                (false, true) => Truth::Unknown,
                (false, false) => Truth::No,
            };
        }
        let known = self.known(columns);
        Question::of(condition, &known).run(&known, One(row.0))
    }

    /// Makes what a rule looks at ready for [`Engine::explain`].
    pub(super) fn prepare_rule(&mut self, columns: &Columns, rule: &Rule) {
        self.prepare(columns, rule.conditions());
    }
}

impl Pair {
    #[must_use]
    pub fn counted(&self) -> Counted {
        Counted { members: self.yes.count(), unknown: self.unknown.count() }
    }
}

pub(super) fn write(pair: &mut Pair, block: usize, said: &Answers) {
    let put = |words: &mut [u64], from: &[u64; WORDS]| {
        let start = block * WORDS;
        let end = words.len().min(start + WORDS);
        words[start..end].copy_from_slice(&from[..end - start]);
    };
    put(pair.yes.words_mut(), &said.yes);
    put(pair.unknown.words_mut(), &said.unknown);
}

fn read(pair: &Pair, block: usize) -> Answers {
    let mut answers = Answers::all(Truth::No);
    for at in 0..WORDS {
        answers.yes[at] = pair.yes.word(block * WORDS + at);
        answers.unknown[at] = pair.unknown.word(block * WORDS + at);
    }
    answers
}
