// By what a person signs in there, read from the rows and not from what is made of them here.
import { importableTypes, type ImportableType } from '#identity/credential-types.ts'
import type { JsonObject } from '#lib/json.ts'
import { configOf } from './credentials.ts'
import { hasContent } from './counts.ts'
import type { FoundPerson } from './people.ts'
import { objectsIn } from './values.ts'

/** `identifiers`: as they are stored there. `config`: with secrets in clear. */
export type WayIn = {
  readonly type: ImportableType
  readonly identifiers: readonly string[]
  readonly config: JsonObject
}

/** What must be found here. */
export type WaysIn = {
  readonly id: string
  readonly ways: readonly WayIn[]
  readonly sessions: readonly { readonly id: string; readonly tokenHash: string }[]
}

/** Those with content; identifiers that have no content sign nobody in. */
export const waysOf = ({ credentials }: FoundPerson): readonly WayIn[] =>
  credentials.flatMap(({ type, row, identifiers }): readonly WayIn[] => {
    const known = importableTypes.find((one) => one === type)
    if (known === undefined || !hasContent(type, row['config'] ?? '')) return []
    const texts = identifiers.flatMap(({ identifier }) => (identifier ? [identifier] : []))
    return [{ type: known, identifiers: texts, config: configOf(row['config']) }]
  })

/** The entries of a list of a content. */
export const entriesIn = ({ config }: WayIn, name: string): readonly JsonObject[] =>
  objectsIn(config[name])
