import { writeCompact } from './json-text.ts'
import { createWriter, type Json } from './json.ts'

/** Strings unchanged, other values as JSON on one line. */
export function plainText(json: Json): string {
  if (typeof json === 'string') return json
  const out = createWriter(() => undefined)
  writeCompact(json, out)
  return out.text
}
