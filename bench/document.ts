// Renders stored results as the tables of docs/speed.md.
import { serverGoalsOn } from './goals.ts'
import type {
  AuditRun,
  KeysRun,
  LoadRun,
  Measured,
  PagesRun,
  Results,
  ShieldRun,
  SizeRun,
  WorkRun,
} from './results.ts'

type Section = keyof Results

/** With so many digits behind the point. */
const fixed = (value: number, digits: number) =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
/** With at most so many digits behind the point; nothing for a figure that is not known. */
const number = (value: number | undefined, digits = 0) =>
  value?.toLocaleString('en-US', { maximumFractionDigits: digits }) ?? ''

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `|${cells.map((cell) => (cell === '' ? ' ' : ` ${cell} `)).join('|')}|`
  return [line(head), `|${head.map(() => ' --- ').join('|')}|`, ...rows.map(line)].join('\n')
}

function origin({ date, commit, machine }: Measured): string {
  const { cpu, cores, memoryGb, system, node } = machine
  const facts = [
    cpu,
    `${cores} ${cores === 1 ? 'core' : 'cores'}`,
    memoryGb === undefined ? undefined : `${memoryGb} GB`,
    system,
    `Node ${node}`,
  ]
  const known = facts.filter((fact) => fact !== undefined)
  return `Measured on ${date} at \`${commit}\`: ${known.join(', ')}.`
}

function load(runs: readonly LoadRun[]): string {
  return runs
    .map((run) => {
      const rows = run.rows.map((row) => [
        row.name,
        number(row.perSecond) + (row.failed ? ` (${row.failed} failed)` : ''),
        number(row.p50Ms, 1),
        number(row.p99Ms, 1),
        number(row.cpuMsEach, 3),
        row.against ?? '',
        `${row.goal ?? ''}${row.missed?.length ? ' (missed)' : ''}`,
      ])
      const goals = serverGoalsOn(run.database)
      const within = (most: number | undefined) => (most === undefined ? '' : ` (goal ${most})`)
      const head = `${run.database}, ${run.connections} connections`
      const facts = [
        `${run.seconds} s for each row`,
        `a password hash costs ${number(run.hashMs, 1)} ms of CPU`,
        run.mailsPerSecond !== undefined &&
          `${number(run.mailsPerSecond)} mails a second through the courier`,
        run.readyAfterMs !== undefined &&
          `ready after ${number(run.readyAfterMs)} ms${within(goals.readyAfterMs)}`,
        run.idleMb !== undefined && `${number(run.idleMb)} MB when idle${within(goals.idleMb)}`,
        run.loadedMb !== undefined &&
          `${number(run.loadedMb)} MB after the load${within(goals.loadedMb)}`,
      ].filter((fact) => fact !== false)
      return [
        table([head, 'per second', 'p50 ms', 'p99 ms', 'CPU ms each', 'against', 'goal'], rows),
        origin(run.measured),
        facts.map((fact) => `- ${fact}`).join('\n'),
      ].join('\n\n')
    })
    .join('\n\n')
}

const namesOf = (runs: readonly { readonly rows: readonly { readonly name: string }[] }[]) => [
  ...new Set(runs.flatMap((run) => run.rows.map(({ name }) => name))),
]

/** One sentence for all runs that were made at the same time and place. */
function origins(runs: readonly { readonly title: string; readonly measured: Measured }[]): string {
  const sentences = Map.groupBy(runs, ({ measured }) => origin(measured))
  return [...sentences]
    .map(([sentence, these]) => {
      const titles = these.map(({ title }) => title).join(', ')
      return sentences.size === 1 ? sentence : `${titles}: ${sentence}`
    })
    .join('\n\n')
}

function size(runs: readonly SizeRun[]): string {
  const titled = runs.map((run) => ({ ...run, title: `${run.database} ${number(run.identities)}` }))
  const rows = namesOf(runs).map((name) => [
    name,
    ...runs.map((run) => {
      const row = run.rows.find((one) => one.name === name)
      return row ? `${fixed(row.p50Ms, 1)} / ${fixed(row.p95Ms, 1)}` : ''
    }),
  ])
  const imports = [
    ['import, identities a second', ...runs.map((run) => number(run.importPerSecond))],
    ['import, µs of CPU of the storing thread', ...runs.map((run) => number(run.storingCpuUs))],
    [
      'bytes on disk for each',
      ...runs.map(({ bytesEach }) => (bytesEach === undefined ? '' : number(bytesEach))),
    ],
  ]
  const head = ['p50 / p95 in ms', ...titled.map(({ title }) => title)]
  return [table(head, [...rows, ...imports]), origins(titled)].join('\n\n')
}

function work(runs: readonly WorkRun[]): string {
  const rows = namesOf(runs).map((name) => [
    name,
    ...runs.map((run) => {
      const row = run.rows.find((one) => one.name === name)
      return row ? `${row.functions} / ${row.files}` : ''
    }),
  ])
  return [
    table(['functions / files', ...runs.map(({ label }) => label)], rows),
    origins(runs.map((run) => ({ ...run, title: run.label }))),
  ].join('\n\n')
}

function shield(runs: readonly ShieldRun[]): string {
  const head = [
    'a login from',
    'CPU ms without',
    'with the shield',
    'goal',
    'statements without',
    'with the shield',
  ]
  const rows = runs.flatMap((run) =>
    run.rows.map((row) => [
      `${row.device} device, ${run.database}`,
      fixed(row.cpuMs, 2),
      `${row.moreCpuMs < 0 ? '−' : '+'} ${fixed(Math.abs(row.moreCpuMs), 2)}`,
      '+ 0.30',
      number(row.statements, 1),
      number(row.withShield, 1),
    ]),
  )
  return [table(head, rows), origins(runs.map((run) => ({ ...run, title: run.database })))].join(
    '\n\n',
  )
}

function audit(runs: readonly AuditRun[]): string {
  const head = ['operation', 'CPU ms without', 'with the trail', 'share', 'goal']
  const rows = runs.flatMap((run) =>
    run.rows.map((row) => [
      `${row.name}, ${run.database}`,
      fixed(row.cpuMs, 3),
      `${row.moreCpuMs < 0 ? '−' : '+'} ${fixed(Math.abs(row.moreCpuMs), 3)}`,
      `${fixed((row.moreCpuMs / row.cpuMs) * 100, 0)} %`,
      row.goal === 0 ? 'nothing' : `less than ${fixed(row.goal * 100, 0)} %`,
    ]),
  )
  return [table(head, rows), origins(runs.map((run) => ({ ...run, title: run.database })))].join(
    '\n\n',
  )
}

const times = (ratio: number | undefined) => (ratio === undefined ? '' : `${fixed(ratio, 2)} ×`)

function keys(runs: readonly KeysRun[]): string {
  const head = [
    'a login flow, opened',
    'where there are',
    'CPU ms',
    'against no keys',
    'against the opening before',
  ]
  const rows = runs.flatMap((run) =>
    run.rows.map(({ opened, offered, cpuMs, against }) => [
      opened,
      offered,
      fixed(cpuMs, 3),
      times(against.without),
      times(against.before),
    ]),
  )
  const before = runs.flatMap((run) =>
    run.before === undefined ? [] : [`The opening before is that of \`${run.before}\`.`],
  )
  const titled = runs.map((run) => ({ ...run, title: run.database }))
  return [table(head, rows), origins(titled), ...before].join('\n\n')
}

function pages(runs: readonly PagesRun[]): string {
  const head = ['opening a page', 'CPU ms', 'against the page before']
  const rows = runs.flatMap((run) =>
    run.rows.map(({ page, cpuMs, againstBefore }) => [page, fixed(cpuMs, 3), times(againstBefore)]),
  )
  const before = runs.flatMap((run) =>
    run.before === undefined ? [] : [`The page before is that of \`${run.before}\`.`],
  )
  const titled = runs.map((run) => ({ ...run, title: run.database }))
  return [table(head, rows), origins(titled), ...before].join('\n\n')
}

/**
 * The document with the tables of these results between their marks, `<!-- bench:NAME -->` and
 * `<!-- /bench:NAME -->`.
 */
export function withTables(document: string, results: Results): string {
  const sections: Readonly<Record<Section, string>> = {
    load: load(results.load),
    size: size(results.size),
    work: work(results.work),
    shield: shield(results.shield),
    audit: audit(results.audit),
    keys: keys(results.keys),
    pages: pages(results.pages),
  }
  return Object.entries(sections).reduce((text, [name, content]) => {
    const [from, to] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`]
    const start = text.indexOf(from)
    const end = text.indexOf(to)
    if (start < 0 || end < start) throw new Error(`the document has no ${from} … ${to}`)
    return `${text.slice(0, start + from.length)}\n\n${content}\n\n${text.slice(end)}`
  }, document)
}
