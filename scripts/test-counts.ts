import type { TestEvent } from 'node:test/reporters'

/** What a run of the test runner added up to. */
export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number }

/** A reporter that writes nothing but the totals of the whole run, as one line of JSON. */
export default async function* totals(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const { type, data } of events) {
    if (type !== 'test:summary' || data.file !== undefined) continue
    const { tests, passed, skipped, todo } = data.counts
    yield (
      JSON.stringify({
        passed,
        failed: tests - passed - skipped - todo,
        skipped,
      } satisfies Counts) + '\n'
    )
  }
}
