// Only the parts of the chart library that the board draws with; loaded after the first numbers are on screen.
import './frozen';
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use, type ECharts } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, LineChart, GridComponent, TooltipComponent, SVGRenderer]);

export type Chart = ECharts;
export const startChart = (place: HTMLElement): Chart => init(place, undefined, { renderer: 'svg' });
