// Starts the product as an operator would, on a database of its own, and ends it.
import { execFileSync, fork, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mergeDeep } from '../test/support/server.ts'

export type Running = {
  readonly publicUrl: string
  readonly adminUrl: string
  /**
   * Mails that have arrived where the server sends them; undefined for a server that somebody else
   * has started.
   */
  readonly mails: (() => number) | undefined
  /** Undefined for a server that somebody else has started. */
  readonly pid: number | undefined
  readonly readyAfterMs: number | undefined
  stop(): Promise<void>
}

const ourFolder = join(import.meta.dirname, '..')

/**
 * The configuration of a usual installation: argon2id with the default parameters, sessions after
 * registration, everything durable.
 */
function configuration(
  dsn: string,
  ports: { readonly open: number; readonly admin: number; readonly mail: number },
  folder: string,
): Record<string, unknown> {
  return {
    dsn,
    log: { level: 'error' },
    serve: {
      public: { host: '127.0.0.1', port: ports.open, base_url: `http://127.0.0.1:${ports.open}` },
      admin: { host: '127.0.0.1', port: ports.admin, base_url: `http://127.0.0.1:${ports.admin}` },
    },
    selfservice: {
      default_browser_return_url: `http://127.0.0.1:${ports.open}/ui/welcome`,
      methods: { password: { config: { haveibeenpwned_enabled: false } } },
      flows: {
        registration: { style: 'unified', after: { password: { hooks: [{ hook: 'session' }] } } },
        recovery: { enabled: true, use: 'code' },
      },
    },
    courier: { smtp: { connection_uri: `smtp://127.0.0.1:${ports.mail}/?disable_starttls=true` } },
    secrets: {
      cookie: ['only-for-measuring-cookie-secret'],
      cipher: ['only-for-measuring-cipher-secret'],
    },
    identity: {
      default_schema_id: 'default',
      schemas: [{ id: 'default', url: `file://${join(folder, 'person.schema.json')}` }],
    },
  }
}

const schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  properties: {
    traits: {
      type: 'object',
      required: ['email'],
      properties: {
        email: {
          type: 'string',
          format: 'email',
          title: 'E-Mail',
          'ory.sh/kratos': {
            credentials: { password: { identifier: true } },
            verification: { via: 'email' },
            recovery: { via: 'email' },
          },
        },
        name: {
          type: 'object',
          properties: {
            first: { type: 'string', title: 'First name', pallas: { search: true } },
            last: { type: 'string', title: 'Last name', pallas: { search: true } },
          },
        },
      },
    },
  },
}

/** A folder with a configuration (`kratos.yml`) for a database of its own. */
export type Scene = {
  readonly folder: string
  readonly dsn: string
  readonly ports: { readonly open: number; readonly admin: number; readonly mail: number }
}

/** `dsn` undefined: SQLite in a scratch folder. `checkout`: as that of `serveScene`. */
export const startProduct = async (dsn?: string, checkout?: string): Promise<Running> =>
  serveScene(await prepareScene(dsn), checkout)

/** A folder with the npm package, as people install it, and the packages that it needs. */
export function builtPackage(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pallas-bench-package-'))
  const built = join(folder, 'pallas')
  execFileSync(process.execPath, [join(ourFolder, 'scripts/build.ts'), built])
  symlinkSync(join(ourFolder, 'node_modules'), join(built, 'node_modules'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return built
}

/** `more` is merged deeply into the configuration. */
export async function prepareScene(dsn?: string, more: object = {}): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), 'pallas-bench-'))
  const ports = { open: await freePort(), admin: await freePort(), mail: await freePort() }
  const scene = { folder, dsn: dsn ?? `sqlite://${join(folder, 'bench.sqlite')}`, ports }
  writeFileSync(join(folder, 'person.schema.json'), JSON.stringify(schema))
  const config = mergeDeep(configuration(scene.dsn, ports, folder), { ...more })
  writeFileSync(join(folder, 'kratos.yml'), JSON.stringify(config))
  return scene
}

/**
 * The folder goes when the server is stopped. `checkout`: the folder of the code that serves it.
 * `workers`: how many processes serve.
 */
export async function serveScene(
  { folder, ports }: Scene,
  checkout = ourFolder,
  workers = 1,
): Promise<Running> {
  const sink = fork(new URL('sink.ts', import.meta.url), [String(ports.mail)], { stdio: 'inherit' })
  let mails = 0
  sink.on('message', (count) => (mails = Number(count)))
  const from = performance.now()
  const launcher = join(checkout, 'bin/pallas')
  const child = spawn(launcher, ['serve', '-c', join(folder, 'kratos.yml'), '--dev', '--migrate'], {
    cwd: folder,
    env: { ...process.env, PALLAS_SERVE_WORKERS: String(workers) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const adminUrl = `http://127.0.0.1:${ports.admin}`
  await untilReady(adminUrl, child)
  const readyAfterMs = performance.now() - from
  return {
    publicUrl: `http://127.0.0.1:${ports.open}`,
    adminUrl,
    pid: child.pid,
    readyAfterMs,
    mails: () => mails,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
      sink.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export async function untilReady(url: string, child?: ChildProcess): Promise<void> {
  const until = Date.now() + 30_000
  for (;;) {
    const ready = await fetch(`${url}/health/ready`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (ready) return
    if (Date.now() > until || (child && child.exitCode !== null))
      throw new Error(`nothing became ready at ${url}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/**
 * Milliseconds of CPU a process has used so far, by all its threads; undefined where the system
 * does not tell.
 */
export function cpuMs(pid: number | undefined): number | undefined {
  return preciseCpuMs(pid) ?? cpuTicksMs(pid)
}

/** To the microsecond, where the kernel counts so. */
function preciseCpuMs(pid: number | undefined): number | undefined {
  try {
    const threads = `/proc/${pid}/task`
    const spent = readdirSync(threads).map((thread) =>
      Number(readFileSync(join(threads, thread, 'schedstat'), 'utf8').split(' ', 1)[0]),
    )
    return spent.reduce((sum, one) => sum + one, 0) / 1e6
  } catch {
    return undefined
  }
}

function cpuTicksMs(pid: number | undefined): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return undefined
  }
}

/** Resident memory of a process in MB. */
export function memoryMb(pid: number | undefined): number | undefined {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  } catch {
    return undefined
  }
}
