// Times answers from a process of its own, so that whatever else the test does on its event loop
// does not count.
import { fork } from 'node:child_process'
import { Agent, get } from 'node:http'
import { percentile } from '../../test/support/raw.ts'

export type Measured = {
  readonly p99: number
  readonly count: number
  readonly statuses: readonly number[]
}

/** Asks again and again over two connections for `ms`. */
export async function measureInOwnProcess(
  url: string,
  headers: Readonly<Record<string, string>>,
  ms: number,
): Promise<Measured> {
  const child = fork(import.meta.filename, [url, JSON.stringify(headers), String(ms)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    child.once('message', (measured) => resolve(measured as Measured))
    child.once('exit', (code) => reject(new Error(`the stopwatch ended with ${code}`)))
  })
}

async function measure(
  url: string,
  headers: Readonly<Record<string, string>>,
  ms: number,
): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: 2 })
  const statuses = new Set<number>(),
    times: number[] = []
  const ask = () =>
    new Promise<void>((resolve, reject) => {
      const from = performance.now()
      get(url, { agent, headers }, (answer) => {
        statuses.add(answer.statusCode ?? 0)
        answer.resume().once('end', () => (times.push(performance.now() - from), resolve()))
      }).once('error', reject)
    })
  const end = performance.now() + ms
  const client = async () => {
    while (performance.now() < end) {
      await ask()
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
  }
  await Promise.all([client(), client()])
  agent.destroy()
  return { p99: percentile(times, 0.99), count: times.length, statuses: [...statuses] }
}

const [, script, task, headers = '{}', ms] = process.argv
if (script === import.meta.filename && task !== undefined)
  process.send?.(await measure(task, JSON.parse(headers), Number(ms)), () => process.disconnect?.())
