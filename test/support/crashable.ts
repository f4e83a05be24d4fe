// A real server that may be killed and started again on the same files and ports.
import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { mergeDeep } from './server.ts'
import { freePort } from './server-process.ts'

export type Crashable = {
  readonly url: string
  readonly adminUrl: string
  readonly folder: string
  readonly configFile: string
  /** `more` are arguments of `pallas serve`. */
  start(...more: readonly string[]): Promise<void>
  /** Ends it at once, whatever it is doing. */
  kill(): Promise<void>
  /** Asks it to end; answers the exit code and how long it took, in milliseconds. */
  terminate(signal?: 'SIGTERM' | 'SIGINT'): Promise<{ readonly code: number | null }>
  pid(): number | undefined
  log(): string
  remove(): Promise<void>
}

const launcher = join(import.meta.dirname, '../../bin/pallas')

export async function crashable(
  overrides: { readonly [key: string]: unknown } = {},
  ports?: { readonly open: number; readonly admin: number },
  folder = mkdtempSync(join(tmpdir(), 'pallas-test-crash-')),
): Promise<Crashable> {
  const { open, admin } = ports ?? { open: await freePort(), admin: await freePort() }
  const url = `http://127.0.0.1:${open}`,
    adminUrl = `http://127.0.0.1:${admin}`
  const configFile = join(folder, `kratos-${open}.yml`),
    logFile = join(folder, `server-${open}.log`)
  writeFileSync(
    configFile,
    stringify(
      mergeDeep(
        {
          dsn: `sqlite://${folder}/pallas.sqlite?_fk=true`,
          serve: {
            public: { host: '127.0.0.1', port: open, base_url: `${url}/` },
            admin: { host: '127.0.0.1', port: admin, base_url: `${adminUrl}/` },
          },
          selfservice: {
            methods: { password: { config: { haveibeenpwned_enabled: false } } },
            flows: {
              registration: {
                style: 'unified',
                after: { password: { hooks: [{ hook: 'session' }] } },
              },
            },
          },
          secrets: {
            cookie: ['a-cookie-secret-for-tests-only'],
            cipher: ['a-cipher-secret-for-tests-only-3'],
          },
          hashers: { algorithm: 'bcrypt', bcrypt: { cost: 4 } },
          // NOTE on a database server there would be one a core
          pallas: { serve: { workers: 1 } },
        },
        overrides,
      ),
    ),
  )
  let child: ChildProcess | undefined
  const ended = (): Promise<number | null> =>
    new Promise((resolve) =>
      !child || child.exitCode !== null || child.signalCode !== null
        ? resolve(child?.exitCode ?? null)
        : child.once('exit', (code) => resolve(code)),
    )
  const server: Crashable = {
    url,
    adminUrl,
    folder,
    configFile,
    async start(...more) {
      const out = openSync(logFile, 'a')
      const started = spawn(launcher, ['serve', '--dev', '-c', configFile, ...more], {
        cwd: folder,
        stdio: ['ignore', out, out],
      })
      closeSync(out)
      child = started
      const until = Date.now() + 60_000
      while (
        !(await fetch(`${adminUrl}/health/ready`).then(
          (answer) => answer.ok,
          () => false,
        ))
      ) {
        if (started.exitCode !== null || Date.now() > until)
          throw new Error(`the server did not become ready:\n${server.log().slice(-2000)}`)
        await new Promise((resolve) => setTimeout(resolve, 25))
      }
    },
    async kill() {
      child?.kill('SIGKILL')
      await ended()
    },
    async terminate(signal = 'SIGTERM') {
      child?.kill(signal)
      return { code: await ended() }
    },
    pid: () => child?.pid,
    log: () => readFileSync(logFile, 'utf8'),
    async remove() {
      await server.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  process.once('exit', () => child?.kill('SIGKILL'))
  return server
}

export const password = 'correct-horse-77-Battery'

/** Registers by an app; answers status and body, or undefined when the connection broke. */
export async function register(
  url: string,
  email: string,
): Promise<{ readonly status: number; readonly json: any } | undefined> {
  try {
    const opened = await fetch(`${url}/self-service/registration/api`)
    const flow = (await opened.json()) as { id: string }
    if (opened.status !== 200) return { status: opened.status, json: flow }
    const answer = await fetch(`${url}/self-service/registration?flow=${flow.id}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ method: 'password', password, traits: { email } }),
    })
    return { status: answer.status, json: await answer.json() }
  } catch {
    return undefined
  }
}

/** Signs in by an app; answers the status. */
export async function login(
  url: string,
  email: string,
  secret = password,
): Promise<{ readonly status: number; readonly json: any }> {
  const flow = (await (await fetch(`${url}/self-service/login/api`)).json()) as { id: string }
  const answer = await fetch(`${url}/self-service/login?flow=${flow.id}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ method: 'password', identifier: email, password: secret }),
  })
  return { status: answer.status, json: await answer.json() }
}
