import { globSync } from 'node:fs'

/**
 * Folders below test/ whose files start servers, databases, browsers or other programs, or count
 * every call of the process (`work`): each file gets a process, one after the other.
 */
const ownProcess = ['store', 'migrations', 'http', 'pages', 'work', 'deploy']
/** Folders that are not part of `standard`. */
const apart = ['e2e', 'scale']
/**
 * How the paths of files below test/e2e begin that are about pages, clients and packages; all others
 * are about the server. Both halves take about the same time.
 */
const outside = ['renderers/', 'clients/', 'package/', 'published-forms', 'quickstart']
const isOutside = (file: string) => outside.some((begin) => file.startsWith(`test/e2e/${begin}`))

export type Group = {
  readonly name: string
  readonly isolation: 'none' | 'process'
  /**
   * How long the whole group may take, and how long one test in it (where each file has a process:
   * one file).
   */
  readonly limits: { readonly groupMs: number; readonly testMs: number }
  files(): string[]
}

const minutes = 60_000
const within = (folders: readonly string[]) => (file: string) =>
  folders.some((folder) => file.startsWith(`test/${folder}/`))

const quick: Group = {
  name: 'quick',
  isolation: 'none',
  limits: { groupMs: 6 * minutes, testMs: 1 * minutes },
  files: () => globSync(['src/**/*.test.ts', 'test/*.test.ts', 'packages/*/test/**/*.test.ts']),
}
const inMemory = () =>
  globSync('test/*/**/*.test.ts').filter((file) => !within([...ownProcess, ...apart])(file))
/** The tests in memory are two groups, which keep two processors busy. */
const security: Group = {
  name: 'security, in memory',
  isolation: 'none',
  limits: { groupMs: 35 * minutes, testMs: 2 * minutes },
  files: () => inMemory().filter(within(['security'])),
}
const memory: Group = {
  name: 'in memory',
  isolation: 'none',
  limits: { groupMs: 35 * minutes, testMs: 2 * minutes },
  files: () => inMemory().filter((file) => !within(['security'])(file)),
}
const pages: Group = {
  name: 'pages',
  isolation: 'process',
  limits: { groupMs: 36 * minutes, testMs: 5 * minutes },
  files: () => globSync('test/pages/**/*.test.ts'),
}
const servers: Group = {
  name: 'servers and databases',
  isolation: 'process',
  limits: { groupMs: 36 * minutes, testMs: 5 * minutes },
  files: () =>
    globSync('test/*/**/*.test.ts').filter(
      (file) => within(ownProcess)(file) && !within(['pages'])(file),
    ),
}
const renderers: Group = {
  name: 'end to end, pages, clients and packages',
  isolation: 'process',
  limits: { groupMs: 34 * minutes, testMs: 10 * minutes },
  files: () => globSync('test/e2e/**/*.test.ts').filter(isOutside),
}
const endToEnd: Group = {
  name: 'end to end',
  isolation: 'process',
  limits: { groupMs: 34 * minutes, testMs: 10 * minutes },
  files: () => globSync('test/e2e/**/*.test.ts').filter((file) => !isOutside(file)),
}

/** Databases of several servers that fail: only by `npm run verify -- scale`. */
const scale: Group = {
  name: 'several servers',
  isolation: 'process',
  limits: { groupMs: 60 * minutes, testMs: 10 * minutes },
  files: () => globSync('test/scale/**/*.test.ts'),
}

/**
 * What `scripts/test.sh` can be asked for: stages one after the other, the groups of a stage beside
 * each other. A folder of tests that is named nowhere runs in memory, so none is forgotten.
 */
export const suites: Readonly<Record<string, readonly (readonly Group[])[]>> = {
  quick: [[quick]],
  standard: [[quick], [memory, security], [servers, pages]],
  e2e: [[endToEnd, renderers]],
  scale: [[scale]],
  everything: [[quick], [memory, security], [servers, pages], [endToEnd, renderers]],
}
