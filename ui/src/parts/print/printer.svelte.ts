// What is about to be printed: one thing at a time, shown first and printed by the desktop.
import type { CloseView, CustomerId, Paper, PersonalCode, SaleId } from '$lib/api';

export type Job =
  | { kind: 'sale'; sale: SaleId }
  | { kind: 'card'; customer: CustomerId }
  | { kind: 'close'; close: CloseView }
  | { kind: 'statement'; customer: CustomerId }
  | { kind: 'points'; customer: CustomerId; name: string }
  | { kind: 'codes'; title: string; coupons: readonly PersonalCode[] };

/** Papers that a job fits, the usual one first. */
export const PAPERS: Record<Job['kind'], readonly Paper[]> = {
  sale: ['roll80', 'a4'],
  card: ['card'],
  close: ['roll80', 'a4'],
  statement: ['a4', 'roll80'],
  points: ['a4', 'roll80'],
  codes: ['a4'],
};

class Printer {
  job = $state.raw<Job>();

  show(job: Job): void {
    this.job = job;
  }

  close(): void {
    this.job = undefined;
  }
}

export const printer = new Printer();
