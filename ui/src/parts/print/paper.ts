// Paper sizes for the page rule, and how long a roll must be for its content.
import type { Paper } from '$lib/api';

const MM_PER_PX = 25.4 / 96;
/** White under the last line, so that the cutter does not take it. */
const ROLL_TAIL_MM = 6;

export const heightMm = (node: HTMLElement): number => Math.ceil(node.getBoundingClientRect().height * MM_PER_PX) + ROLL_TAIL_MM;

/** Sets the page of whatever is printed next; returns the way back. */
export function pageRule(paper: Paper, rollMm: number): () => void {
  const size = { roll80: `80mm ${rollMm}mm`, a4: '210mm 297mm', card: '85.6mm 54mm' }[paper];
  const margin = paper === 'a4' ? '12mm' : '0';
  const style = document.createElement('style');
  style.textContent = `@page { size: ${size}; margin: ${margin}; }`;
  document.head.append(style);
  return () => style.remove();
}

/** Moves a node to the end of the page: on paper it stands alone there. */
export function atEndOfPage(node: HTMLElement): () => void {
  document.body.append(node);
  return () => node.remove();
}
