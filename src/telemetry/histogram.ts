// Histograms of Prometheus whose series are found once and then observed by their caller: every
// request and every call to the database is observed.
import type { Timestamp } from '#lib/time.ts'
import type { Exemplar, Family, Labels, Sample } from './exposition.ts'

/** Takes a value, and the exported trace that it is of, where there is one. */
export type Series = (value: number, trace?: Trace) => void
type Trace = { readonly id: string; readonly at: Timestamp }

/** How many values there were up to each bound and above the bound before, and their sum. */
export type Counted = {
  readonly labels: Readonly<Record<string, string>>
  readonly buckets: readonly number[]
  readonly sum: number
}

export type Histogram = {
  readonly bounds: readonly number[]
  /** A series with these labels; to be kept, for a second one would be told besides the first. */
  series(labels: Readonly<Record<string, string>>): Series
  counted(): readonly Counted[]
  family(): Family
}

type Counts = {
  readonly labels: Readonly<Record<string, string>>
  readonly buckets: number[]
  exemplars: (Exemplar | undefined)[] | undefined
  sum: number
}

/** `bounds`: the upper ones of the buckets, in ascending order. */
export function createHistogram(
  { name, help }: { readonly name: string; readonly help: string },
  bounds: readonly number[],
): Histogram {
  const all: Counts[] = []

  return {
    bounds,
    series(labels) {
      const buckets = Array.from({ length: bounds.length + 1 }, () => 0)
      const counts: Counts = { labels, buckets, exemplars: undefined, sum: 0 }
      all.push(counts)
      return (value, trace) => {
        let at = 0
        while (at < bounds.length && value > (bounds[at] ?? Infinity)) at++
        buckets[at] = (buckets[at] ?? 0) + 1
        counts.sum += value
        if (trace) (counts.exemplars ??= [])[at] = { traceId: trace.id, value, at: trace.at / 1000 }
      }
    },
    counted: () => all,
    family: () => ({
      name,
      help,
      type: 'histogram',
      samples: all.flatMap((counts) => histogramSamples(name, bounds, counts, counts.exemplars)),
    }),
  }
}

/** The samples of one series. */
export function histogramSamples(
  name: string,
  bounds: readonly number[],
  { labels, buckets, sum }: { readonly labels: Labels } & Omit<Counted, 'labels'>,
  exemplars?: readonly (Exemplar | undefined)[],
): readonly Sample[] {
  let count = 0
  const cumulated = buckets.map((inBucket, at) => ({
    name: `${name}_bucket`,
    labels: { le: bounds[at] ?? '+Inf', ...labels },
    value: (count += inBucket),
    exemplar: exemplars?.[at],
  }))
  return [
    ...cumulated,
    { name: `${name}_sum`, labels, value: sum },
    { name: `${name}_count`, labels, value: count },
  ]
}
