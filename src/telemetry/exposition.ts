// How metrics are written: in the text format of Prometheus
// (https://prometheus.io/docs/instrumenting/exposition_formats/) and in that of OpenMetrics
// (https://prometheus.io/docs/specs/om/open_metrics_spec/), which also has exemplars.

export const formats = ['prometheus', 'openmetrics'] as const
export type Format = (typeof formats)[number]

export const contentTypes: Readonly<Record<Format, string>> = {
  prometheus: 'text/plain; version=0.0.4; charset=utf-8',
  openmetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
}

export type Labels = Readonly<Record<string, string | number>>

/** One request of which a bucket tells, by the id of its trace. `at`: seconds since 1970. */
export type Exemplar = { readonly traceId: string; readonly value: number; readonly at: number }

export type Sample = {
  /** The name of the family, with what a histogram or summary adds to it. */
  readonly name: string
  readonly labels: Labels
  readonly value: number
  readonly exemplar?: Exemplar | undefined
}

/** The sum, the least or the greatest value of all; or that of each, with the label `worker`. */
export type Across = 'sum' | 'least' | 'greatest' | 'each'

export type Family = {
  readonly name: string
  readonly help: string
  readonly type: 'counter' | 'gauge' | 'histogram' | 'summary'
  /** What several processes say together; without it, the sum. */
  readonly across?: Across | undefined
  readonly samples: readonly Sample[]
}

/** The whole document. */
export const exposition = (families: readonly Family[], format: Format): string =>
  families.map((family) => `${familyText(family, format)}\n`).join('') +
  (format === 'openmetrics' ? '# EOF\n' : '')

function familyText({ name, help, type, samples }: Family, format: Format): string {
  // NOTE in OpenMetrics the samples of a counter end with _total, its name does not
  const isNamedAnew = format === 'openmetrics' && type === 'counter'
  const told = isNamedAnew ? name.replace(/_total$/, '') : name
  return [
    `# HELP ${told} ${escaped(help)}`,
    `# TYPE ${told} ${type}`,
    ...samples.map((sample) => {
      const sampleName = isNamedAnew && !name.endsWith('_total') ? `${told}_total` : sample.name
      const { exemplar } = sample
      const line = `${sampleName}${labelsText(sample.labels)} ${numberText(sample.value)}`
      return format === 'openmetrics' && exemplar
        ? `${line} # {trace_id="${exemplar.traceId}"} ${exemplar.value} ${exemplar.at}`
        : line
    }),
  ].join('\n')
}

function labelsText(labels: Labels): string {
  const pairs = Object.entries(labels).map(
    ([label, value]) => `${label}="${escaped(String(value)).replaceAll('"', '\\"')}"`,
  )
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')

const numberText = (value: number): string =>
  value === Infinity ? '+Inf' : value === -Infinity ? '-Inf' : String(value)
