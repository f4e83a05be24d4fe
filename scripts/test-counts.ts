import type { TestEvent } from 'node:test/reporters'

/** What a run of the test runner added up to, and the files and names of the tests that failed. */
export type Counts = {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly failures: readonly Failure[]
}

export type Failure = { readonly file: string; readonly name: string }

/** A reporter that writes nothing but the totals of the whole run, as one line of JSON. */
export default async function* totals(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const failures: Failure[] = []
  for await (const { type, data } of events) {
    if (type === 'test:fail' && data.file && data.todo === undefined)
      failures.push({ file: data.file, name: data.name })
    if (type !== 'test:summary' || data.file !== undefined) continue
    const { tests, passed, skipped, todo } = data.counts
    yield (
      JSON.stringify({
        passed,
        failed: tests - passed - skipped - todo,
        skipped,
        failures,
      } satisfies Counts) + '\n'
    )
  }
}
