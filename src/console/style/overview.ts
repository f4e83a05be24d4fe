// Charts, and what needs attention.

export const overview = `
.panels.after { margin-top: 1.25rem; }
.attention { margin: 0; padding: 0; list-style: none; display: grid; gap: .5rem; }
.mark { padding: .5rem .875rem; border-inline-start: 5px solid var(--edge); border-radius: 8px; }
.mark a { color: inherit; }
.mark-good { border-color: var(--good); background: var(--good-tint); color: var(--good); }
.mark-bad { border-color: var(--wrong); background: var(--wrong-tint); color: var(--wrong); }
.mark-warn { border-color: var(--warn); background: var(--warn-tint); color: var(--warn); }
.panel > .head { align-items: center; justify-content: space-between; margin-bottom: .875rem; }
.panel > .head h2 { margin: 0; }
.switch { display: flex; gap: .25rem; }
.switch a {
  display: flex; align-items: center; min-height: 2.25rem; padding: .25rem .75rem; border-radius: 8px;
  text-decoration: none; color: var(--soft); font-weight: 600;
}
.switch a:hover { background: var(--row); }
.switch a[aria-current] { background: var(--tint); color: var(--on-tint); }
.charts {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: 1.25rem 1.5rem;
  margin: 0 0 .75rem; padding: 0; list-style: none;
}
.charts p { margin: 0; font-size: .875rem; }
.charts strong { font-size: 1.25rem; font-weight: 680; font-variant-numeric: tabular-nums; }
.chart { display: block; width: 100%; height: 3.75rem; border-bottom: 1px solid var(--edge); }
.chart-area { fill: var(--accent); fill-opacity: .14; }
.chart-line {
  fill: none; stroke: var(--accent); stroke-width: 2; vector-effect: non-scaling-stroke;
  stroke-linejoin: round;
}
.chart-bad .chart-area { fill: var(--wrong); }
.chart-bad .chart-line { stroke: var(--wrong); }
.charts .axis { display: flex; justify-content: space-between; font-size: .75rem; color: var(--soft); }
.panel > details .scroll { border-bottom-width: 0; }
@media (forced-colors: active) {
  .chart-line, .chart-bad .chart-line { stroke: CanvasText; }
  .chart-area, .chart-bad .chart-area { fill: CanvasText; }
  .switch a[aria-current], .mark { border: 1.5px solid; }
}
`
