import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { JsonObject } from '#lib/json.ts'
import { isEmail } from './email.ts'
import { compilePattern } from './patterns.ts'
import { e164 } from './phone.ts'
import { firstRepeated } from './unique.ts'

type Fault = { readonly pointer: string; readonly reason: string }
export type Draft = '07' | '2019-09' | '2020-12'

/**
 * Compiles identity schemas. It is created anew for every load, so that nothing of an earlier one
 * remains.
 */
export type Validators = {
  /** A function that answers all errors of a document, or the faults of the schema. */
  compile(schema: JsonObject): ((document: unknown) => readonly ErrorObject[]) | readonly Fault[]
}

const drafts: Readonly<Record<string, Draft>> = {
  'http://json-schema.org/draft-07/schema': '07',
  'https://json-schema.org/draft/2019-09/schema': '2019-09',
  'https://json-schema.org/draft/2020-12/schema': '2020-12',
}
const engines = { '07': Ajv, '2019-09': Ajv2019, '2020-12': Ajv2020 }

export function createValidators(): Validators {
  const made = new Map<Draft, Ajv>()
  const engineFor = (draft: Draft): Ajv => {
    const engine = made.get(draft) ?? createEngine(draft)
    made.set(draft, engine)
    return engine
  }
  return {
    compile(schema) {
      const named = schema['$schema'] ?? 'http://json-schema.org/draft-07/schema#'
      const draft = typeof named === 'string' ? drafts[named.replace(/#$/, '')] : undefined
      if (draft === undefined)
        return [{ pointer: '/$schema', reason: `must be one of ${Object.keys(drafts).join(', ')}` }]
      const engine = engineFor(draft)
      // NOTE the schema is validated before it is compiled, since only this tells where its faults
      // are
      if (!engine.validateSchema(schema))
        return (engine.errors ?? []).map((e) => ({
          pointer: e.instancePath,
          reason: e.message ?? e.keyword,
        }))
      const validate: ValidateFunction = engine.compile(schema)
      return (document) => (validate(document) ? [] : [...(validate.errors ?? [])])
    },
  }
}

function createEngine(draft: Draft): Ajv {
  const regExp = Object.assign((source: string) => compilePattern(source), {
    code: 'compilePattern',
  })
  // NOTE ownProperties: inherited properties (constructor and the like) are not traits
  const engine = new engines[draft]({
    strict: false,
    allErrors: true,
    verbose: true,
    ownProperties: true,
    addUsedSchema: false,
    multipleOfPrecision: 9,
    logger: false,
    code: { regExp },
  })
  addFormats.default(engine)
  engine.addFormat('email', isEmail)
  engine.addFormat('tel', (text: string) => e164(text) !== undefined)
  // NOTE patterns of a schema are checked before, by the engine that runs them
  engine.addFormat('regex', true)
  // NOTE the format of ajv-formats takes quadratic time
  engine.addFormat(
    'url',
    (text: string) => URL.canParse(text) && /^(?:https?|ftp):$/.test(new URL(text).protocol),
  )
  // NOTE ajv compares every entry with every other
  engine.removeKeyword('uniqueItems')
  engine.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    errors: true,
    validate: uniqueItems,
  })
  return engine
}

type Check = {
  (mustBeUnique: boolean, list: readonly unknown[]): boolean
  errors?: Partial<ErrorObject>[]
}
const uniqueItems: Check = (mustBeUnique, list) => {
  const repeated = mustBeUnique ? firstRepeated(list) : undefined
  if (repeated)
    uniqueItems.errors = [
      { keyword: 'uniqueItems', params: { i: repeated.later, j: repeated.earlier } },
    ]
  return repeated === undefined
}
