// How the two comparisons of a board are named: «از تابستان», «پارسال: ناقص».
import type { BoardView } from '$lib/api';
import { t } from '$lib/i18n/t';
import { dayWithYear, isNamed, withoutYear } from './periods';

export interface Other {
  name: string;
  from: string;
  /** Sales had begun by its end, so what is missing of it is an incomplete history. */
  begun: boolean;
  /** Why it is not compared, when its history is short. */
  why: string;
}

export interface Others {
  previous: Other;
  /** None for a year: it is the previous one. */
  lastYear: Other | undefined;
}

const YEAR_DAYS = 365;

export function others(board: BoardView): Others {
  const { period, first_order: first } = board;
  const why = (label: string): string => (first ? t('board.other_incomplete_title', { day: dayWithYear(first), period: label }) : '');
  const begunBy = (day: number): boolean => first !== null && first.day <= day;
  const range = period.period.kind === 'range';
  const name = range ? t('board.previous_range') : isNamed(period.period) ? withoutYear(period.previous_label) : period.previous_label;
  return {
    previous: {
      name,
      from: range ? t('board.from_previous_range') : t('board.from_period', { period: name }),
      begun: begunBy(period.from.day - 1),
      why: why(period.previous_label),
    },
    lastYear: period.period.kind === 'year' ? undefined : {
      name: t('board.last_year'),
      from: t('board.from_last_year'),
      // To the day or one beside it: it only chooses a word.
      begun: begunBy(period.to.day - YEAR_DAYS),
      why: why(period.last_year_label),
    },
  };
}
