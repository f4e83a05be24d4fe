// Measures what several processes that serve together cost: who am I on PostgreSQL with one worker and with
// two, CPU of all processes of the server for one request, by turns.
//   npm run bench -- workers                two workers
//   npm run bench -- workers --workers 4    four
//   npm run bench -- workers --seconds 10 --turns 5
// Ends with 1 where a request costs more than 10 % more.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { postgresDatabases } from '../test/support/databases.ts'
import { newAddress, register } from './journeys.ts'
import { repeat } from './load.ts'
import { cpuMs, memoryMb, prepareScene, serveScene, type Running } from './product.ts'
import { median } from './results.ts'

const { values: options } = parseArgs({
  allowPositionals: true,
  options: {
    workers: { type: 'string', default: '2' },
    seconds: { type: 'string', default: '5' },
    turns: { type: 'string', default: '5' },
  },
})
const seconds = Number(options.seconds)
const goal = 1.1

if (postgresDatabases.skip !== false) {
  console.log(`left out: ${postgresDatabases.skip}`)
  process.exit(0)
}

const measured = [await subject(1), await subject(Number(options.workers))]
// code that has not been compiled well yet counts for nothing
for (const one of measured) await one.warmUp()
for (let turn = 0; turn < Number(options.turns); turn++)
  for (const one of turn % 2 === 0 ? measured : measured.toReversed()) await one.measure()
const rows = measured.map(({ workers, cpu, perSecond, server }) => ({
  workers,
  cpuUs: Math.round(median(cpu) * 1000),
  perSecond: Math.round(median(perSecond)),
  memoryMb: processesOf(server.pid)
    .map((pid) => Math.round(memoryMb(pid) ?? 0))
    .join(' + '),
}))
console.table(rows)
const ratio = (rows[1]?.cpuUs ?? 0) / (rows[0]?.cpuUs ?? 1)
console.log(`CPU of a request: ${ratio.toFixed(2)} × that of one worker (goal at most ${goal})`)
for (const { server } of measured) await server.stop()
process.exit(ratio <= goal ? 0 : 1)

async function subject(workers: number) {
  const { dsn } = await postgresDatabases.fresh()
  const server = await serveScene(await prepareScene(dsn), undefined, workers)
  const { session_token: token } = await register(server.publicUrl, newAddress())
  const headers = { 'x-session-token': token }
  const cpu: number[] = [],
    perSecond: number[] = []
  return {
    workers,
    server,
    cpu,
    perSecond,
    warmUp: () => repeat(`${server.publicUrl}/sessions/whoami`, seconds, undefined, headers),
    async measure(): Promise<void> {
      const figures = await repeat(
        `${server.publicUrl}/sessions/whoami`,
        seconds,
        () => allCpuMs(server),
        headers,
      )
      cpu.push(figures.cpuMsEach ?? Number.NaN)
      perSecond.push(figures.perSecond)
    },
  }
}

function allCpuMs({ pid }: Running): number {
  return processesOf(pid).reduce((sum, one) => sum + (cpuMs(one) ?? 0), 0)
}

/** A process and those that it has started; Linux only. */
function processesOf(pid: number | undefined): readonly number[] {
  if (pid === undefined) return []
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
  return [pid, ...(children === '' ? [] : children.split(' ').map(Number))]
}
