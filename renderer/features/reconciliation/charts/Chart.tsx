import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { Language } from '../../../../shared/contract/app.ts';
import { listText, useLanguage } from '../../../app/words.ts';
import type { ChartData } from './chartData.ts';

echarts.use([BarChart, LineChart, GridComponent, TooltipComponent, LegendComponent, AriaComponent, SVGRenderer]);

/** Draws a picture in the theme's colours, again when theme or size change. What it shows stands in a table beside it. */
export default function Chart({ data }: { data: ChartData }) {
  const place = useRef<HTMLDivElement>(null);
  const language = useLanguage();
  useEffect(() => {
    const element = place.current!;
    const chart = echarts.init(element, null, { renderer: 'svg' });
    const draw = () => chart.setOption(optionOf(data), { notMerge: true });
    draw();
    const sized = new ResizeObserver(() => chart.resize());
    sized.observe(element);
    const themed = new MutationObserver(draw);
    themed.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => {
      sized.disconnect();
      themed.disconnect();
      chart.dispose();
    };
  }, [data]);
  return (
    <div ref={place} className="hc-chart-place" role="img" aria-label={spoken(data, language)} data-testid="chart" />
  );
}

/** The picture in one sentence: what, from when to when, and the highest value of each series. */
function spoken({ title, labels, series }: ChartData, language: Language): string {
  const highest = series.map(({ name, values }) => `${name} ${Math.max(...values.map((value) => value ?? 0))}`);
  return listText(language, [title, `${labels[0] ?? ''}–${labels.at(-1) ?? ''}`, ...highest]);
}

const colour = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--hc-${name}`).trim();

function optionOf({ labels, series, kind, whole }: ChartData): echarts.EChartsCoreOption {
  const soft = colour('text-soft');
  const axis = { axisLabel: { color: soft }, axisLine: { lineStyle: { color: colour('line-strong') } } };
  return {
    animation: false,
    // Named rather than inherited: the place of each word is measured before it is drawn.
    textStyle: { fontFamily: document.documentElement.style.fontFamily, color: colour('text') },
    color: series.map(({ tone }) => colour(tone)),
    grid: { left: 8, right: 16, top: series.length > 1 ? 36 : 16, bottom: 8, containLabel: true },
    ...(series.length > 1 ? { legend: { top: 0, left: 0, itemGap: 20, textStyle: { color: colour('text') } } } : {}),
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      backgroundColor: colour('raised'),
      borderColor: colour('line'),
      textStyle: { color: colour('text') },
    },
    xAxis: { type: 'category', data: labels, ...axis },
    yAxis: {
      type: 'value',
      ...(whole ? { minInterval: 1 } : {}),
      ...axis,
      splitLine: { lineStyle: { color: colour('line') } },
    },
    series: series.map(({ name, values }, i) => ({
      name,
      type: kind,
      data: values,
      barMaxWidth: 28,
      connectNulls: false,
      symbolSize: 5,
      // Told apart without colour.
      ...(i > 0
        ? { itemStyle: { decal: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [3, 3], rotation: 0.8 } } }
        : {}),
    })),
  };
}
