// The chart of what points cost by the month in which they end. Time runs right to left like everywhere here.
import type { EChartsCoreOption } from 'echarts/core';
import type { LiabilityMonth, MoneyUnit } from '$lib/api';
import type { Inks } from '$parts/board/inks';
import { tipOption } from '$parts/board/tip';
import { axisAmount, niceRoof } from '$parts/board/trend';

const BAR_MAX_PX = 56;
const RADIUS_PX = 3;
const LABELS_MAX = 13;

/** «آذر ۱۴۰۵» on two lines, the year only where it is new. */
function label(month: string, before: string | undefined): string {
  const [name = '', year = ''] = month.split(' ');
  return before?.endsWith(year) === true ? name : `${name}\n${year}`;
}

export interface LiabilityLook {
  unit: MoneyUnit;
  inks: Inks;
  tooltip: (place: number) => HTMLElement;
}

export function liabilityOption(months: readonly LiabilityMonth[], { unit, inks, tooltip }: LiabilityLook): EChartsCoreOption {
  const text = { color: inks['text-3'], fontSize: inks.textPx, fontFamily: inks.font };
  const labels = months.map((month, place) => label(month.label ?? '', place === 0 ? undefined : (months[place - 1]?.label ?? undefined)));
  const highest = niceRoof(Math.max(1, ...months.map((month) => month.rial)));
  return {
    animation: false,
    textStyle: { fontFamily: inks.font },
    grid: { top: 14, left: 8, right: 44, bottom: 40 },
    tooltip: tipOption(tooltip),
    xAxis: {
      type: 'category',
      inverse: true,
      data: labels,
      axisLine: { lineStyle: { color: inks['line-2'] } },
      axisTick: { show: false },
      axisLabel: { ...text, lineHeight: inks.textPx * 1.4, margin: 8, hideOverlap: true, showMinLabel: true, showMaxLabel: true, interval: months.length <= LABELS_MAX ? 0 : 'auto' },
      axisPointer: { show: true, type: 'shadow', shadowStyle: { color: inks.hover, opacity: 0.6 }, label: { show: false }, z: -1 },
    },
    yAxis: {
      type: 'value',
      position: 'right',
      min: 0,
      max: highest,
      interval: highest,
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: inks.grid } },
      axisLabel: { ...text, formatter: (value: number) => axisAmount(value, unit) },
    },
    series: [
      {
        type: 'bar',
        silent: true,
        barMaxWidth: BAR_MAX_PX,
        barCategoryGap: '38%',
        data: months.map((month) => ({ value: month.rial, itemStyle: { color: inks['chart-1'], borderRadius: [RADIUS_PX, RADIUS_PX, 0, 0] } })),
      },
    ],
  };
}
