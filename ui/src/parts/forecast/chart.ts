// The test as the chart library wants it: what was foreseen beside what happened. The first day is at the right.
import type { BackTestView } from '$lib/api';
import { number } from '$lib/format/digits';
import { t } from '$lib/i18n/t';
import type { Inks } from '$parts/board/inks';
import { tipOption } from '$parts/board/tip';
import { niceRoof } from '$parts/board/trend';
import type { EChartsCoreOption } from 'echarts/core';

export type TestChart = 'curve' | 'chance';

const AXIS_PX = 44;
const BAR_MAX_PX = 22;
const RADIUS_PX = 3;

/** Mark of direction: words and digits in left-to-right svg keep their order. */
const RTL_MARK = '\u200f';

export function testOption(test: BackTestView, show: TestChart, inks: Inks, said: (place: number) => HTMLElement): EChartsCoreOption {
  const text = { color: inks['text-3'], fontSize: inks.textPx, fontFamily: inks.font };
  const curve = show === 'curve';
  const points = curve ? test.curve : test.by_chance;
  const labels = curve ? test.curve.map((point) => RTL_MARK + point.day.short) : test.by_chance.map((_, place) => number(place + 1));
  const roof = curve ? niceRoof(Math.max(1, ...points.flatMap((point) => [point.predicted, point.actual]))) : 1;
  const predicted = points.map((point) => point.predicted);
  const actual = points.map((point) => point.actual);
  const bar = (data: number[], color: string) => ({
    type: 'bar' as const,
    data,
    silent: true,
    barGap: '12%',
    barCategoryGap: '34%',
    barMaxWidth: BAR_MAX_PX,
    itemStyle: { color, borderRadius: [RADIUS_PX, RADIUS_PX, 0, 0] },
  });
  const line = (data: number[], color: string, dashed: boolean) => ({
    type: 'line' as const,
    data,
    silent: true,
    symbol: 'circle',
    symbolSize: 4,
    itemStyle: { color },
    lineStyle: { color, width: 2, ...(dashed ? { type: [4, 4] } : {}) },
  });
  return {
    animation: false,
    textStyle: { fontFamily: inks.font },
    tooltip: tipOption(said),
    grid: { top: 12, left: 8, right: AXIS_PX, bottom: 30 },
    xAxis: {
      type: 'category',
      inverse: true,
      data: labels,
      boundaryGap: !curve,
      axisLine: { lineStyle: { color: inks['line-2'] } },
      axisTick: { show: false },
      axisLabel: { ...text, margin: 8, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      position: 'right',
      min: 0,
      max: roof,
      interval: roof / 4,
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: inks.grid } },
      axisLabel: { ...text, formatter: (value: number) => (curve ? number(value) : t('frame.percent') + number(value * 100)) },
    },
    series: curve
      ? [line(predicted, inks['chart-ink'], true), line(actual, inks['chart-1'], false)]
      : [bar(predicted, inks['chart-ink']), bar(actual, inks['chart-1'])],
  };
}
