// The figures of docs/scale.md: kept in bench/results/scale.json, and shown as a table.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Loss } from './machine.ts'

/** What a failover cost; times in milliseconds. */
export type Failover = {
  readonly database: string
  /** What happened to its server that took changes. */
  readonly loss: Loss
  readonly acknowledged: number
  readonly lost: number
  /** Not acknowledged: answered 503, or not at all. */
  readonly refused: number
  /** From the fault until the database took changes again, and from then until one was acknowledged. */
  readonly engineMs: number
  readonly backMs: number
  /** Sessions that were asked for on every node right after their revocation. */
  readonly revocations: number
  readonly mails: number
  readonly doubled: number
}

type Measured<T> = T & { readonly date: string; readonly cores: number; readonly node: string }

export type Figures = { readonly failovers: readonly Measured<Failover>[] }

const root = join(import.meta.dirname, '../..')
const file = join(root, 'bench/results/scale.json')
const document = join(root, 'docs/scale.md')

export function readFigures(): Figures {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Figures) : { failovers: [] }
}

const keyOf = ({ database, loss }: Failover) => `${database}, ${loss}`

/** In the place of the earlier ones of the same database and loss, and in the document. */
export function keepFailover(failover: Failover): void {
  const measured = {
    ...failover,
    date: new Date().toISOString().slice(0, 10),
    cores: availableParallelism(),
    node: process.versions.node,
  }
  const others = readFigures().failovers.filter((other) => keyOf(other) !== keyOf(failover))
  const failovers = [...others, measured].toSorted((a, b) => keyOf(a).localeCompare(keyOf(b), 'en'))
  writeFileSync(file, `${JSON.stringify({ failovers }, null, 2)}\n`)
  writeFileSync(document, withFigures(readFileSync(document, 'utf8'), { failovers }))
}

const seconds = (ms: number) => (ms / 1000).toFixed(1)
const row = (cells: readonly unknown[]) => `| ${cells.join(' | ')} |`

/** The document with the table between its marks. */
export function withFigures(text: string, { failovers }: Figures): string {
  const [from, to] = ['<!-- scale:failovers -->', '<!-- /scale:failovers -->']
  const [start, end] = [text.indexOf(from), text.indexOf(to)]
  if (start < 0 || end < start) throw new Error(`the document has no ${from} … ${to}`)
  const table = [
    row(['', ...failovers.map(({ database }) => database)]),
    row(['---', ...failovers.map(() => '---')]),
    ...lines.map(([title, cell]) => row([title, ...failovers.map(cell)])),
  ]
  return `${text.slice(0, start + from.length)}\n\n${table.join('\n')}\n\n${text.slice(end)}`
}

const lines: readonly (readonly [string, (failover: Measured<Failover>) => unknown])[] = [
  ['its server that took changes was', ({ loss }) => loss],
  ['acknowledged changes', ({ acknowledged }) => acknowledged],
  ['of them lost', ({ lost }) => lost],
  ['refused meanwhile (503)', ({ refused }) => refused],
  ['the database took changes again after', ({ engineMs }) => `${seconds(engineMs)} s`],
  ['Pallas after that', ({ backMs }) => `${seconds(backMs)} s (goal 10)`],
  ['revocations, each seen at once on all nodes', ({ revocations }) => revocations],
  ['mails, doubled of them', ({ mails, doubled }) => `${mails}, ${doubled}`],
  ['measured', ({ date, cores, node }) => `${date}, ${cores} cores, Node ${node}`],
]
