// A real Prometheus on a port of its own, which scrapes every second.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './server-process.ts'
import { statusOf, until } from './process-figures.ts'

export const prometheusMissing: string | false =
  spawnSync('prometheus', ['--version']).error === undefined
    ? false
    : 'Prometheus is not installed (package prometheus)'

export type Prometheus = {
  /** The value of each series that an expression has now. */
  query(expression: string): Promise<readonly { labels: Record<string, string>; value: number }[]>
  get(path: string): Promise<any>
  stop(): Promise<void>
}

/** `target`: host and port. Scrapes `/admin/metrics/prometheus` as the job `pallas`. */
export async function startPrometheus(target: string, rules: string): Promise<Prometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'pallas-test-prometheus-'))
  const config = join(folder, 'prometheus.yml')
  writeFileSync(
    config,
    JSON.stringify({
      global: { scrape_interval: '1s', evaluation_interval: '1s' },
      rule_files: [rules],
      scrape_configs: [
        {
          job_name: 'pallas',
          metrics_path: '/admin/metrics/prometheus',
          static_configs: [{ targets: [target] }],
        },
      ],
    }),
  )
  const port = await freePort()
  const child = spawn(
    'prometheus',
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--enable-feature=exemplar-storage',
    ],
    { stdio: 'ignore' },
  )
  async function get(path: string): Promise<any> {
    const answer: any = await (await fetch(`http://127.0.0.1:${port}${path}`)).json()
    return answer.data
  }
  await until(async () => (await statusOf(`http://127.0.0.1:${port}/-/ready`)) === 200, 90_000)
  return {
    get,
    async query(expression) {
      const { result } = await get(`/api/v1/query?query=${encodeURIComponent(expression)}`)
      return result.map(({ metric, value }: any) => ({ labels: metric, value: Number(value[1]) }))
    },
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill()
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
