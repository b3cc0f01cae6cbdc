// The bridge's geometry: S − lapsed + reactivated + new = E, right to left; the last bar is stacked from the same colours,
// so that it reads without words.
import type { BridgeView, PeopleSet } from '$lib/api';

export type BridgeSet = Extract<PeopleSet, 'start' | 'lapsed' | 'reactivated' | 'new' | 'end'>;
export type Fill = 'ink' | 'loss' | 'c1' | 'c2';

export interface Block {
  x: number;
  y: number;
  width: number;
  height: number;
  fill: Fill;
}

export interface Bar {
  set: BridgeSet;
  count: number;
  sign: '' | '−' | '+';
  /** Left edge and width of the whole slot. */
  slot: { x: number; width: number };
  middle: number;
  top: number;
  blocks: Block[];
}

export interface Link {
  x1: number;
  x2: number;
  y: number;
}

export interface BridgeShape {
  bars: Bar[];
  links: Link[];
  base: number;
  /** Where the kept part of the last bar is written; none when it is too low for text. */
  kept: { x: number; y: number } | undefined;
  /** White seams between the parts of the last bar. */
  seams: { x: number; y: number; width: number }[];
}

const SIDE = 10;
const TOP = 28;
/** Two lines of labels under the axis. */
export const LABELS = 40;
const BAR_SHARE = 0.62;
const BAR_MAX = 84;
const TEXT_ROOM = 18;
const VISIBLE_MIN = 1.5;

export function bridgeShape(bridge: BridgeView, width: number, height: number): BridgeShape {
  const base = height - LABELS;
  const highest = Math.max(bridge.start, bridge.kept + bridge.reactivated + bridge.new, 1);
  const high = (count: number) => (count * (base - TOP)) / highest;
  const slotWidth = (width - 2 * SIDE) / 5;
  const barWidth = Math.min(BAR_MAX, slotWidth * BAR_SHARE);
  const middleOf = (place: number) => width - SIDE - slotWidth * (place + 0.5);
  const block = (place: number, from: number, count: number, fill: Fill): Block => {
    const tall = count > 0 ? Math.max(VISIBLE_MIN, high(count)) : 0;
    return { x: middleOf(place) - barWidth / 2, y: base - high(from) - tall, width: barWidth, height: tall, fill };
  };
  const bar = (place: number, set: BridgeSet, count: number, sign: Bar['sign'], blocks: Block[]): Bar => ({
    set,
    count,
    sign,
    slot: { x: middleOf(place) - slotWidth / 2, width: slotWidth },
    middle: middleOf(place),
    top: Math.min(...blocks.map((one) => one.y)),
    blocks: blocks.filter((one) => one.height > 0),
  });
  const { start, kept, lapsed, reactivated } = bridge;
  const fresh = bridge.new;
  const bars = [
    bar(0, 'start', start, '', [block(0, 0, start, 'ink')]),
    bar(1, 'lapsed', lapsed, '−', [block(1, kept, lapsed, 'loss')]),
    bar(2, 'reactivated', reactivated, '+', [block(2, kept, reactivated, 'c1')]),
    bar(3, 'new', fresh, '+', [block(3, kept + reactivated, fresh, 'c2')]),
    bar(4, 'end', bridge.end, '', [
      block(4, 0, kept, 'ink'),
      block(4, kept, reactivated, 'c1'),
      block(4, kept + reactivated, fresh, 'c2'),
    ]),
  ];
  const levels = [start, kept, kept + reactivated, kept + reactivated + fresh];
  const links = levels.map((level, place) => ({
    x1: middleOf(place) - barWidth / 2,
    x2: middleOf(place + 1) + barWidth / 2,
    y: base - high(level),
  }));
  const last = middleOf(4);
  const seams = [kept, kept + reactivated]
    .filter((level, place) => level > 0 && level < bridge.end && (place === 0 || reactivated > 0))
    .map((level) => ({ x: last - barWidth / 2, y: base - high(level) - 0.75, width: barWidth }));
  return {
    bars,
    links,
    base,
    seams,
    kept: high(kept) >= TEXT_ROOM ? { x: last, y: base - high(kept) / 2 + 4 } : undefined,
  };
}
