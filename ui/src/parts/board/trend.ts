// The trend as the chart library wants it: above, the rate with its interval; below, columns over the same periods.
// The oldest period is at the right. An unfinished period is dashed, the newest point carries the ring.
import type { MoneyUnit, TrendPoint } from '$lib/api';
import { number } from '$lib/format/digits';
import { t } from '$lib/i18n/t';
import type { EChartsCoreOption } from 'echarts/core';
import { percent, shortAmount } from './figures';
import type { Inks } from './inks';
import { tipOption } from './tip';
import { withoutYear, yearOf } from './periods';

export type Columns = 'people' | 'revenue';

const RING_PX = 8;
const DOT_PX = 4;
const BAR_MAX_PX = 34;
const RADIUS_PX = 3;
const AXIS_PX = 44;
const BAND_OPACITY = 0.14;
const RUNNING_OPACITY = 0.55;
const RATE_STEPS = [0.05, 0.1, 0.2, 0.25];
const RATE_LINES_MAX = 4;

const RTL_MARK = '\u200f';

/** «۱ مهر» of «۱ مهر ۱۴۰۵ تا …»: words and digits on one line of left-to-right svg begin with a mark of their
 * own direction (WebKitGTK does not know the isolates there). */
const firstDay = (label: string): string => RTL_MARK + label.split(' ').slice(0, 2).join(' ');

/** «پاییز» over «۱۴۰۵»: the year where it begins. Two lines, so that words and digits never share one. */
export function axisLabels(points: readonly TrendPoint[]): string[] {
  let before = '';
  return points.map(({ label, period }) => {
    const year = yearOf(label);
    if (period.kind === 'year') return year || label;
    if (period.kind === 'range') return firstDay(label);
    const shown = year === before ? withoutYear(label) : `${withoutYear(label)}\n${year}`;
    before = year;
    return shown;
  });
}

/** «٪۲۵»: a bare percent inside left-to-right svg. */
const axisPercent = (value: number): string => t('frame.percent') + number(value * 100);

export function axisAmount(rial: number, unit: MoneyUnit): string {
  return rial === 0 ? number(0) : shortAmount(rial, unit).digits.replace(/\u066b\u06f0+$/, '');
}

const NICE = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** The next round number: the only one that the columns' axis prints above zero. */
export function niceRoof(highest: number): number {
  const size = 10 ** Math.floor(Math.log10(highest));
  return size * (NICE.find((step) => step * size >= highest) ?? 10);
}

/** Ends and step of the rate's axis: everything inside, three or four lines. */
export function rateAxis(points: readonly TrendPoint[]): { min: number; max: number; interval: number } {
  const all = points.flatMap(({ crr, crr_interval95: ends }) => [...(crr === null ? [] : [crr]), ...(ends ?? [])]);
  const [low, high] = all.length > 0 ? [Math.min(...all), Math.max(...all)] : [0, 1];
  const interval = RATE_STEPS.find((step) => Math.ceil(high / step) - Math.floor(low / step) <= RATE_LINES_MAX) ?? 0.5;
  return { min: Math.max(0, Math.floor(low / interval) * interval), max: Math.min(1, Math.ceil(high / interval) * interval), interval };
}

export interface TrendLook {
  columns: Columns;
  unit: MoneyUnit;
  inks: Inks;
  /** The newest rate stands on too few people to be printed bare. */
  few: boolean;
  tooltip: (place: number) => HTMLElement;
}

export function trendOption(points: readonly TrendPoint[], { columns, unit, inks, few, tooltip }: TrendLook): EChartsCoreOption {
  const last = points.length - 1;
  const running = points[last]?.complete === false;
  const text = { color: inks['text-3'], fontSize: inks.textPx, fontFamily: inks.font };
  const roof = niceRoof(Math.max(1, ...points.map((point) => (columns === 'revenue' ? point.revenue_rial : Math.max(point.new_customers, point.returning_customers)))));
  const told = points.some((point) => point.crr !== null);
  const rates = points.map((point) => point.crr);
  const x = (gridIndex: number, labelled: boolean) => ({
    type: 'category' as const,
    gridIndex,
    inverse: true,
    data: axisLabels(points),
    axisLine: { show: labelled, lineStyle: { color: inks['line-2'] } },
    axisTick: { show: false },
    axisLabel: { show: labelled, ...text, lineHeight: inks.textPx * 1.4, margin: 8, hideOverlap: true, showMinLabel: true, showMaxLabel: true },
    axisPointer: { show: true, type: 'shadow' as const, shadowStyle: { color: inks.hover, opacity: 0.6 }, label: { show: false }, z: -1 },
  });
  const y = (gridIndex: number, format: (value: number) => string) => ({
    type: 'value' as const,
    gridIndex,
    position: 'right' as const,
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: inks.grid } },
    axisLabel: { ...text, formatter: format, },
  });
  const onTop = { type: 'line' as const, xAxisIndex: 0, yAxisIndex: 0, silent: true, connectNulls: false };
  const band = { ...onTop, stack: 'band', symbol: 'none', lineStyle: { opacity: 0 }, z: 1 };
  const line = { ...onTop, showSymbol: true, z: 3, itemStyle: { color: inks['chart-1'] } };
  const dot = (value: number | null, place: number) =>
    place === last
      ? { value, symbol: 'circle', symbolSize: RING_PX, itemStyle: { color: inks.surface, borderColor: inks['chart-1'], borderWidth: 2 } }
      : { value, symbol: 'circle', symbolSize: DOT_PX, itemStyle: { color: inks['chart-1'] } };
  const bar = (values: number[], colour: string) => ({
    type: 'bar' as const,
    xAxisIndex: 1,
    yAxisIndex: 1,
    barGap: '12%',
    silent: true,
    barMaxWidth: BAR_MAX_PX,
    barCategoryGap: '38%',
    data: values.map((value, place) => ({
      value,
      itemStyle: {
        color: colour,
        borderRadius: [RADIUS_PX, RADIUS_PX, 0, 0],
        ...(place === last && running ? { opacity: RUNNING_OPACITY, borderColor: inks['chart-ink'], borderType: 'dashed' as const, borderWidth: 1 } : {}),
      },
    })),
  });
  return {
    animation: false,
    textStyle: { fontFamily: inks.font },
    grid: [
      { top: 24, left: 8, right: AXIS_PX, height: told ? '36%' : 0 },
      { left: 8, right: AXIS_PX, top: told ? '56%' : 16, bottom: 42 },
    ],
    tooltip: tipOption(tooltip, last),
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    xAxis: [x(0, false), x(1, true)],
    yAxis: [
      { ...y(0, axisPercent), ...rateAxis(points), show: told },
      { ...y(1, columns === 'revenue' ? (value) => axisAmount(value, unit) : (value) => number(value)), min: 0, max: roof, interval: roof },
    ],
    series: [
      { ...band, data: points.map((point) => point.crr_interval95?.[0] ?? null) },
      {
        ...band,
        areaStyle: { color: inks['chart-1'], opacity: BAND_OPACITY },
        data: points.map(({ crr_interval95: ends }) => (ends ? ends[1] - ends[0] : null)),
      },
      {
        ...line,
        lineStyle: { color: inks['chart-1'], width: 2 },
        data: rates.map((rate, place) => (running && place === last ? null : dot(rate, place))),
      },
      {
        ...line,
        lineStyle: { color: inks['chart-1'], width: 2, type: [3, 4] },
        label: {
          show: true,
          position: 'top',
          fontFamily: inks.font,
          fontSize: inks.textPx + 1,
          fontWeight: 600,
          color: inks.text,
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const rate = rates[dataIndex];
            return dataIndex === last && !few && rate !== null && rate !== undefined ? t('frame.percent') + percent(rate) : '';
          },
        },
        data: rates.map((rate, place) => (place === last ? dot(rate, place) : running && place === last - 1 ? { value: rate, symbol: 'none' } : null)),
      },
      ...(columns === 'revenue'
        ? [bar(points.map((point) => point.revenue_rial), inks['chart-ink'])]
        : [
            bar(points.map((point) => point.returning_customers), inks['chart-1']),
            bar(points.map((point) => point.new_customers), inks['chart-2']),
          ]),
    ],
  };
}

/** What the pointer finds over a period, in words. */
export function tooltipLines(point: TrendPoint, unit: MoneyUnit): { name: string; value: string }[] {
  const { digits, scale } = shortAmount(point.revenue_rial, unit);
  const rate = point.crr === null ? t('board.trend_early') : t('board.change_percent', { value: percent(point.crr) });
  const ends = point.crr_interval95;
  return [
    { name: t('board.trend_crr'), value: rate },
    ...(ends ? [{ name: t('board.trend_band'), value: t('board.interval_short', { low: percent(ends[0]), high: percent(ends[1]) }) }] : []),
    { name: t('board.trend_revenue'), value: [digits, scale].filter(Boolean).join(' ') },
    { name: t('board.trend_orders'), value: number(point.orders) },
    { name: t('board.trend_new'), value: number(point.new_customers) },
    { name: t('board.trend_returning'), value: number(point.returning_customers) },
  ];
}
