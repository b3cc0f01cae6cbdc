// Gaps between two purchases as columns; time since the last purchase runs right to left like everywhere here. The median,
// the ninth of ten, and the shop's own window stand as lines.
import type { EChartsCoreOption } from 'echarts/core';
import type { GapsView } from '$lib/api';
import { number } from '$lib/format/digits';
import type { Inks } from '$parts/board/inks';
import { tipOption } from '$parts/board/tip';
import { niceRoof } from '$parts/board/trend';

const RADIUS_PX = 2;
const AXIS_PX = 48;

export interface GapLine {
  days: number;
  label: string;
  ink: 'chart-ink' | 'chart-2';
}

export interface GapsLook {
  inks: Inks;
  lines: readonly GapLine[];
  tooltip: (place: number) => HTMLElement;
}

/** Where a number of days lies on an axis of bins. */
export function placeOf(days: number, bins: GapsView['bins']): number {
  const at = bins.findIndex((bin) => bin.to_days === null || days <= bin.to_days);
  const bin = bins[at];
  if (!bin) return bins.length - 1;
  if (bin.to_days === null) return at;
  return at - 0.5 + (days - bin.from_days + 1) / (bin.to_days - bin.from_days + 1);
}

export function gapsOption(gaps: GapsView, { inks, lines, tooltip }: GapsLook): EChartsCoreOption {
  const text = { color: inks['text-3'], fontSize: inks.textPx, fontFamily: inks.font };
  const roof = niceRoof(Math.max(1, ...gaps.bins.map((bin) => bin.gaps)));
  const last = gaps.bins.length - 0.5;
  return {
    animation: false,
    textStyle: { fontFamily: inks.font },
    grid: { top: 30, left: 8, right: AXIS_PX, bottom: 26 },
    tooltip: tipOption(tooltip),
    xAxis: [
      {
        type: 'category',
        inverse: true,
        data: gaps.bins.map((bin) => (bin.to_days === null ? `${number(bin.from_days)}+` : number(bin.to_days))),
        axisLine: { lineStyle: { color: inks['line-2'] } },
        axisTick: { show: false },
        axisLabel: { ...text, hideOverlap: true, margin: 8 },
        axisPointer: { show: true, type: 'shadow', shadowStyle: { color: inks.hover, opacity: 0.6 }, label: { show: false }, z: -1 },
      },
      // The same width in numbers: a line stands between two columns where its day is.
      { type: 'value', inverse: true, min: -0.5, max: last, show: false, position: 'top' },
    ],
    yAxis: {
      type: 'value',
      position: 'right',
      min: 0,
      max: roof,
      interval: roof,
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: inks.grid } },
      axisLabel: { ...text, formatter: (value: number) => number(value) },
    },
    series: [
      {
        type: 'bar',
        barCategoryGap: '12%',
        silent: true,
        data: gaps.bins.map((bin) => ({ value: bin.gaps, itemStyle: { color: bin.to_days === null ? inks['chart-mute'] : inks['chart-1'], borderRadius: [RADIUS_PX, RADIUS_PX, 0, 0] } })),
      },
      ...lines.map((line, row) => ({
        type: 'line' as const,
        xAxisIndex: 1,
        silent: true,
        symbol: 'none',
        lineStyle: { color: inks[line.ink], width: 1.5, type: row === 0 ? ('solid' as const) : ([4, 3] as number[]) },
        data: [
          [placeOf(line.days, gaps.bins), 0],
          [placeOf(line.days, gaps.bins), roof],
        ],
        endLabel: { show: true, formatter: line.label, color: inks['text-2'], fontSize: inks.textPx, fontFamily: inks.font, offset: [0, -12 - 12 * (row % 2)], align: 'center' as const },
      })),
    ],
  };
}
