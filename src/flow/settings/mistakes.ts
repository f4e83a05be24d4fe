// What a settings flow tells of earlier submits with mistakes, once another one has followed: which
// form it was, and which fields held text.
import { isObject } from '#lib/json.ts'
import type { Flow } from '../flow.ts'
import type { Shown } from '../steps.ts'

const memoryKey = 'mistakes'

export type Mistakes = {
  /** The method whose form had a mistake last. */
  readonly method: string | undefined
  /** The fields whose value was text when it was shown last. */
  readonly texts: readonly string[]
}

/** What the flow remembers; nothing where no submit had a mistake. */
export function mistakesOf({ memory }: Pick<Flow, 'memory'>): Mistakes {
  const stored = memory[memoryKey]
  if (!isObject(stored)) return { method: undefined, texts: [] }
  const { method, texts } = stored
  return {
    method: typeof method === 'string' ? method : undefined,
    texts: Array.isArray(texts)
      ? texts.filter((one): one is string => typeof one === 'string')
      : [],
  }
}

/** The flow that remembers a mistake in the form of this method. */
export function withMistake(flow: Flow, method: string, shown: Shown): Flow {
  const texts = new Set(mistakesOf(flow).texts)
  for (const [name, value] of Object.entries(shown))
    if (typeof value === 'string') texts.add(name)
    else texts.delete(name)
  return { ...flow, memory: { ...flow.memory, [memoryKey]: { method, texts: [...texts] } } }
}
