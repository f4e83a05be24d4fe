import { writeCompact } from './json-text.ts'
import { createWriter, type Json } from './json.ts'

/** A string as it is, anything else on one line of JSON. */
export function plainText(json: Json): string {
  if (typeof json === 'string') return json
  const out = createWriter(() => undefined)
  writeCompact(json, out)
  return out.text
}
