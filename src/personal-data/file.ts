// The file with the personal data of somebody: one JSON document, made in pieces.
import type { Json, JsonObject } from '#lib/json.ts'
import { dataParts } from './parts.ts'
import type { DataSources, DataSubject } from './part.ts'

/** How an import knows such a file. */
export const dataFormat = 'pallas-personal-data'
export const dataVersion = 1

/**
 * Yields the document, a row of a list at a time. `head`: what stands before the parts, besides format
 * and version.
 */
export async function* dataFile(
  subject: DataSubject,
  sources: DataSources,
  head: JsonObject,
): AsyncGenerator<string> {
  const start = Object.entries({ format: dataFormat, version: dataVersion, ...head })
  yield `{\n${start.map(([name, value]) => member(name, value)).join(',\n')}`
  for (const part of dataParts) {
    if ('one' in part) {
      const value = await part.one(subject, sources)
      if (value !== undefined) yield `,\n${member(part.name, value)}`
      continue
    }
    let between = `,\n${JSON.stringify(part.name)}: [\n`
    for await (const row of part.many(subject, sources)) {
      yield between + JSON.stringify(row)
      between = ',\n'
    }
    yield between === ',\n' ? '\n]' : `${between}]`
  }
  yield '\n}\n'
}

const member = (name: string, value: Json): string =>
  `${JSON.stringify(name)}: ${JSON.stringify(value)}`
