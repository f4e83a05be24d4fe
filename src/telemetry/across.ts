// The metrics of several processes that serve together, as if they were one.
import type { Across, Family, Sample } from './exposition.ts'

/** What one process tells; `worker` is the value of the label where each is told apart. */
export type Told = { readonly worker: string; readonly families: readonly Family[] }

/** Every family once. Families and samples keep the order in which they are first told. */
export function acrossProcesses(all: readonly Told[]): readonly Family[] {
  const merged = new Map<string, { family: Family; samples: Map<string, Sample> }>()
  for (const { worker, families } of all)
    for (const family of families) {
      let entry = merged.get(family.name)
      if (!entry) merged.set(family.name, (entry = { family, samples: new Map() }))
      for (const sample of family.samples)
        add(entry.samples, labelled(family, sample, worker), family)
    }
  return [...merged.values()].map(({ family, samples }) => ({
    ...family,
    samples: [...samples.values()],
  }))
}

/**
 * What stays of a process that has ended: counts never go down, for whoever reads them takes that for a
 * restart of all.
 */
export const afterItsEnd = (families: readonly Family[]): readonly Family[] =>
  families.filter(({ type, across = 'sum' }) => type !== 'gauge' && across === 'sum')

const labelled = ({ across }: Family, sample: Sample, worker: string): Sample =>
  across === 'each' ? { ...sample, labels: { ...sample.labels, worker } } : sample

function add(samples: Map<string, Sample>, sample: Sample, { across = 'sum' }: Family): void {
  const key = `${sample.name} ${JSON.stringify(sample.labels)}`,
    before = samples.get(key)
  samples.set(key, before ? together(before, sample, across) : sample)
}

function together(one: Sample, other: Sample, across: Across): Sample {
  const value =
    across === 'least'
      ? Math.min(one.value, other.value)
      : across === 'greatest'
        ? Math.max(one.value, other.value)
        : one.value + other.value
  const isNewer = (other.exemplar?.at ?? 0) > (one.exemplar?.at ?? 0)
  return { ...one, value, exemplar: isNewer ? other.exemplar : one.exemplar }
}
