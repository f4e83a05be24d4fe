// A chart as SVG, made on the server. It is stretched to the width of its place, so that it holds no
// text; colours come from the stylesheet.
import { scaleLinear, scalePoint } from 'd3-scale'
import { area, curveMonotoneX, line } from 'd3-shape'
import { html, type Html, type Words } from '#pages/html.ts'

const width = 300,
  height = 60,
  // NOTE half of a line, which else would be cut off
  edge = 1.5

/** `label`: what it shows, for screen readers. */
export function chart(counts: readonly number[], label: Words, tone: 'plain' | 'bad'): Html {
  const x = scalePoint<number>()
    .domain(counts.map((_, at) => at))
    .range([0, width])
  const y = scaleLinear()
    .domain([0, Math.max(1, ...counts)])
    .range([height - edge, edge])
  const points = counts.map((count, at): [number, number] => [x(at) ?? 0, y(count)])
  const filled = area().curve(curveMonotoneX).y0(height)(points) ?? ''
  const drawn = line().curve(curveMonotoneX)(points) ?? ''
  return html`<svg
    class="${tone === 'bad' ? 'chart chart-bad' : 'chart'}"
    viewBox="0 0 ${width} ${height}"
    preserveAspectRatio="none"
    role="img"
    aria-label="${label}"
  >
    <path class="chart-area" d="${filled}" />
    <path class="chart-line" d="${drawn}" />
  </svg>`
}
