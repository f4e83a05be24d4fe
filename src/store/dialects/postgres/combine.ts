// Several changes as one statement, which costs this process and the way to the server as much as one:
// https://www.postgresql.org/docs/current/queries-with.html#QUERIES-WITH-MODIFYING
import { hash } from 'node:crypto'
import type { Statement } from '../../engine.ts'

/** The server keeps prepared statements for each connection; rarer ones are not prepared. */
const maxPrepared = 100

type Combined = { readonly sql: string; readonly name: string | undefined }

/** All statements see the same moment, so none may depend on what another of them changes. */
export function createCombine(): (statements: readonly Statement[]) => Statement {
  const known = new Map<string, Combined>()
  return (statements) => {
    const key = statements.map(({ name, sql }) => name ?? sql).join(' ')
    let combined = known.get(key)
    if (!combined) {
      const name =
        known.size < maxPrepared
          ? `pallas_together_${hash('sha256', key, 'hex').slice(0, 24)}`
          : undefined
      combined = { sql: together(statements), name }
      if (name !== undefined) known.set(key, combined)
    }
    const { sql, name } = combined
    return {
      sql,
      parameters: statements.flatMap(({ parameters }) => parameters),
      reads: false,
      ...(name === undefined ? {} : { name }),
    }
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
