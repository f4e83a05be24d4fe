// Several changes as one statement, which costs this process and the way to the server as much as one:
// https://www.postgresql.org/docs/current/queries-with.html#QUERIES-WITH-MODIFYING
import { hash } from 'node:crypto'
import type { Statement } from '../../engine.ts'

/** The server keeps prepared statements for each connection; rarer ones are not prepared. */
const maxPrepared = 100

type Combined = { readonly sql: string; readonly name: string | undefined }

/** What was combined of statements that begin alike: found without a text of all their names. */
type Known = { readonly next: Map<string, Known>; combined?: Combined }

/** All statements see the same moment, so none may depend on what another of them changes. */
export function createCombine(): (statements: readonly Statement[]) => Statement {
  const beginning: Known = { next: new Map() }
  let count = 0

  function combine(statements: readonly Statement[]): Combined {
    if (count >= maxPrepared) return { sql: together(statements), name: undefined }
    const key = statements.map(({ name, sql }) => name ?? sql).join(' ')
    count++
    return {
      sql: together(statements),
      name: `pallas_together_${hash('sha256', key, 'hex').slice(0, 24)}`,
    }
  }

  function find(statements: readonly Statement[]): Combined {
    let at: Known | undefined = beginning
    for (const { name, sql } of statements) at = at?.next.get(name ?? sql)
    return at?.combined ?? keep(statements, combine(statements))
  }

  function keep(statements: readonly Statement[], combined: Combined): Combined {
    if (combined.name === undefined) return combined
    let at = beginning
    for (const { name, sql } of statements) {
      const next: Known = at.next.get(name ?? sql) ?? { next: new Map() }
      at.next.set(name ?? sql, next)
      at = next
    }
    at.combined = combined
    return combined
  }

  return (statements) => {
    const { sql, name } = find(statements)
    const parameters: unknown[] = []
    for (const one of statements) for (const value of one.parameters) parameters.push(value)
    return { sql, parameters, reads: false, ...(name === undefined ? {} : { name }) }
  }
}

function together(statements: readonly Statement[]): string {
  let before = 0
  const parts = statements.flatMap(({ sql, parameters, later }, at) => {
    const numbered = (text: string) =>
      text.replaceAll(/\$(\d+)/g, (_, number) => `$${before + Number(number)}`)
    const made = [`${later?.as ?? `part_${at}`} as (${numbered(sql)})`]
    if (later?.then !== undefined) made.push(`part_${at}_then as (${numbered(later.then)})`)
    before += parameters.length
    return made
  })
  const checks = statements.flatMap(({ later }) => later?.check ?? [])
  return `with ${parts.join(', ')} select ${checks.join(', ') || '1'}`
}
