// Who brings the revenue: customers from the most valuable on (right to left), and the share that they bring together.
import type { EChartsCoreOption } from 'echarts/core';
import type { ParetoView } from '$lib/api';
import { number } from '$lib/format/digits';
import { t } from '$lib/i18n/t';
import { tipOption } from '$parts/board/tip';
import type { Inks } from '$parts/board/inks';

const AXIS_PX = 44;
const STEP = 20;

const percentOf = (value: number): string => t('frame.percent') + number(value);

export interface CurveLook {
  customers: number;
  inks: Inks;
  tooltip: (place: number) => HTMLElement;
}

export function curveOption(pareto: ParetoView, { customers, inks, tooltip }: CurveLook): EChartsCoreOption {
  const text = { color: inks['text-3'], fontSize: inks.textPx, fontFamily: inks.font };
  const axis = { type: 'value' as const, min: 0, interval: STEP, axisLine: { show: false }, axisTick: { show: false }, splitLine: { lineStyle: { color: inks.grid } }, axisLabel: { ...text, formatter: percentOf } };
  const reached = pareto.customers_share_for_80pct;
  const points = pareto.curve.map((point) => [(point.customers / customers) * 100, point.share * 100]);
  // Returns can put somebody below zero: the curve then passes the whole before it comes back.
  const roof = Math.max(100, Math.ceil(Math.max(0, ...points.map(([, share]) => share ?? 0)) / STEP) * STEP);
  return {
    animation: false,
    textStyle: { fontFamily: inks.font },
    grid: { top: 14, left: 16, right: AXIS_PX, bottom: 26 },
    tooltip: tipOption(tooltip),
    xAxis: { ...axis, max: 100, inverse: true, axisPointer: { lineStyle: { color: inks['line-2'] }, label: { show: false } } },
    yAxis: { ...axis, max: roof, position: 'right' },
    series: [
      {
        type: 'line',
        symbol: 'none',
        smooth: false,
        lineStyle: { color: inks['chart-1'], width: 2 },
        areaStyle: { color: inks['chart-1'], opacity: 0.12 },
        data: points,
      },
      ...(reached === null
        ? []
        : [
            {
              type: 'line' as const,
              silent: true,
              symbol: 'none',
              lineStyle: { color: inks['chart-ink'], width: 1.5, type: [4, 3] },
              data: [
                [reached * 100, 0],
                [reached * 100, 80],
                [0, 80],
              ],
              tooltip: { show: false },
            },
          ]),
    ],
  };
}
