// A statement whole: its lines come page by page, all of one answer's figures from the last page read.
import { call, type CustomerId, type Statement } from '$lib/api';

const PAGE = 200;
/** Nobody reads more on paper; the screen has the rest. */
const LINES_MAX = 2_000;

export async function wholeStatement(customer: CustomerId): Promise<Statement> {
  const statement = await call('points_statement', { customer, skip: 0, limit: PAGE });
  const lines = [...statement.entries];
  while (lines.length < Math.min(statement.entries_count, LINES_MAX)) {
    const page = await call('points_statement', { customer, skip: lines.length, limit: PAGE });
    if (page.entries.length === 0) break;
    lines.push(...page.entries);
  }
  return { ...statement, entries: lines };
}
