// Histograms of Prometheus whose series are found once and then observed by their caller: every
// request and every call to the database is observed.

/** Takes a value. */
export type Series = (value: number) => void

export type Histogram = {
  /** A series with these labels; to be kept, for a second one would be told besides the first. */
  series(labels: Readonly<Record<string, string>>): Series
  /** All series in the exposition format of Prometheus. */
  text(): string
}

type Counts = { readonly labels: string; readonly buckets: number[]; sum: number }

/** `bounds`: the upper ones of the buckets, in ascending order. */
export function createHistogram(
  { name, help }: { readonly name: string; readonly help: string },
  bounds: readonly number[],
): Histogram {
  const all: Counts[] = []

  function linesOf({ labels, buckets, sum }: Counts): readonly string[] {
    let count = 0
    const cumulated = buckets.map((inBucket, at) => {
      count += inBucket
      return `${name}_bucket{le="${bounds[at] ?? '+Inf'}",${labels}} ${count}`
    })
    return [...cumulated, `${name}_sum{${labels}} ${sum}`, `${name}_count{${labels}} ${count}`]
  }

  return {
    series(labels) {
      const pairs = Object.entries(labels).map(([label, value]) => `${label}="${escape(value)}"`)
      const buckets = Array.from({ length: bounds.length + 1 }, () => 0)
      const counts: Counts = { labels: pairs.join(','), buckets, sum: 0 }
      all.push(counts)
      return (value) => {
        let at = 0
        while (at < bounds.length && value > (bounds[at] ?? Infinity)) at++
        buckets[at] = (buckets[at] ?? 0) + 1
        counts.sum += value
      }
    },
    text: () =>
      [`# HELP ${name} ${help}`, `# TYPE ${name} histogram`, ...all.flatMap(linesOf)].join('\n'),
  }
}

const escape = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')
