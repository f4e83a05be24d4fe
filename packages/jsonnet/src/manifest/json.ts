/** JSON with sorted keys; the evaluated form of a value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export type JsonObject = ReadonlyMap<string, Json>

export const isList = (json: Json): json is readonly Json[] => Array.isArray(json)
export const isRecord = (json: Json): json is JsonObject => json instanceof Map

/** Converts to plain JavaScript. */
export function toPlain(json: Json): unknown {
  if (isList(json)) return json.map(toPlain)
  if (!isRecord(json)) return json
  const plain: Record<string, unknown> = {}
  for (const [key, value] of json) {
    // NOTE assigning to `__proto__` would set the prototype instead of a property
    if (key === '__proto__')
      Object.defineProperty(plain, key, {
        value: toPlain(value),
        enumerable: true,
        configurable: true,
        writable: true,
      })
    else plain[key] = toPlain(value)
  }
  return plain
}

/** Collects text; its length is counted before it grows. */
export type Writer = { add(text: string): void; readonly text: string }

export function createWriter(count: (characters: number) => void): Writer {
  let text = ''
  return {
    add(more) {
      count(more.length)
      text += more
    },
    get text() {
      return text
    },
  }
}
