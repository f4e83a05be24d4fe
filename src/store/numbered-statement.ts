import type { Dialect } from './engine.ts'

/** A statement and how its values are bound. */
export type NumberedStatement = {
  readonly sql: string
  /** The parameters of the statement, of the values that its text numbers. */
  parameters(values: readonly unknown[]): readonly unknown[]
}

/**
 * A statement whose text names its values by number, from `$1`, each as often as it likes. Where
 * the dialect knows no numbers, a value is bound once for each place.
 */
export function numberedStatement(dialect: Dialect, text: string): NumberedStatement {
  if (dialect === 'postgres') return { sql: text, parameters: (values) => values }
  const order: number[] = []
  const sql = text.replaceAll(/\$(\d+)/g, (_, number: string) => {
    order.push(Number(number) - 1)
    return '?'
  })
  return { sql, parameters: (values) => order.map((index) => values[index]) }
}
