import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evaluate, JsonnetError, type Inputs } from '../../src/index.ts'

/** A program and its value. */
export type Row = readonly [program: string, value: unknown]

/** One test with a check for every row: the program has this value. */
export function gives(name: string, rows: readonly Row[], inputs: Inputs = {}): void {
  test(name, () => {
    for (const [program, value] of rows) assert.deepEqual(outcome(program, inputs), value, program)
  })
}

/** One test with a check for every row: the program fails, and the message says so. */
export function fails(
  name: string,
  rows: readonly (readonly [program: string, message: RegExp])[],
  inputs: Inputs = {},
): void {
  test(name, () => {
    for (const [program, message] of rows)
      assert.match(failure(program, inputs).message, message, program)
  })
}

function outcome(program: string, inputs: Inputs): unknown {
  try {
    return evaluate(program, inputs)
  } catch (error) {
    return error
  }
}

export function failure(program: string, inputs: Inputs = {}): JsonnetError {
  const error = outcome(program, inputs)
  assert.ok(error instanceof JsonnetError, `${program} gives ${JSON.stringify(error)}`)
  return error
}
