// Reads what the conformance runner prints and holds it against the list of scenarios that pass.

export type Judgement = {
  readonly passed: readonly string[]
  /** On the list, and not answered as expected or not answered at all. */
  readonly broken: readonly string[]
  /** Answered as expected, and not on the list yet. */
  readonly gained: readonly string[]
}

/** One `edition/profile/scenario` a line; empty lines and lines that begin with # say nothing. */
export function readList(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
}

/** The names of the scenarios that were answered as expected, each time they were played. */
export function readPassed(output: string): string[] {
  const named = (word: string) =>
    [...output.matchAll(new RegExp(`^${word} +(\\S+)`, 'gm'))].map(([, name = '']) => name)
  const failed = new Set(named('FAIL'))
  return [...new Set(named('ok'))].filter((name) => !failed.has(name))
}

/** The output without what it says of whole scenarios, by name. */
export function without(output: string, names: readonly string[]): string {
  return output
    .split('\n')
    .filter((line) => !names.includes(line.match(/^(?:ok|FAIL) +(\S+)/)?.[1] ?? ''))
    .join('\n')
}

export function judge(listed: readonly string[], output: string): Judgement {
  const passed = readPassed(output)
  return {
    passed: listed.filter((name) => passed.includes(name)),
    broken: listed.filter((name) => !passed.includes(name)),
    gained: passed.filter((name) => !listed.includes(name)),
  }
}

/** Adds names to the list's text; comments, and whatever is on it already, stay. */
export function grow(text: string, gained: readonly string[]): string {
  const comments = text.split('\n').filter((line) => line.startsWith('#'))
  const names = [...new Set([...readList(text), ...gained])].sort()
  return [...comments, ...names].join('\n') + '\n'
}
