// The examples of the library as programs of their own: people sign up below the path where it is
// mounted, the app's own route knows them, and when all is stopped the process ends by itself.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { cpSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { describe, test } from 'node:test'
import { installedPackage } from '../../support/package.ts'
import { until } from '../../support/process-figures.ts'
import { freePort } from '../../support/server-process.ts'

const root = join(import.meta.dirname, '../../..')
const examples = globSync('examples/library/*/app.ts', { cwd: root })

/** Follows a person through the example at this address. */
async function signUp(api: string): Promise<void> {
  const { ui } = (await (await fetch(`${api}/auth/self-service/registration/api`)).json()) as any
  assert.ok(ui.action.startsWith(`${api}/auth/self-service/registration?`), ui.action)
  const sent = await fetch(ui.action, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      method: 'password',
      password: 'seven Harbors 9!',
      traits: { email: 'ada@example.org' },
    }),
  })
  assert.equal(sent.status, 200)
  const { identity } = (await sent.json()) as any
  const login = (await (await fetch(`${api}/auth/self-service/login/api`)).json()) as any
  const signedIn = await fetch(login.ui.action, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      method: 'password',
      identifier: 'ada@example.org',
      password: 'seven Harbors 9!',
    }),
  })
  const { session_token: token } = (await signedIn.json()) as any
  const me = await fetch(`${api}/me`, { headers: { 'x-session-token': token } })
  assert.deepEqual([me.status, await me.json()], [200, identity.traits])
  const nobody = await fetch(`${api}/me`)
  assert.deepEqual([nobody.status, await nobody.json()], [401, { signIn: '/auth/ui/login' }])
  const page = await fetch(`${api}/auth/ui/login`)
  const [, style = ''] = /<link rel="stylesheet" href="([^"]+)"/.exec(await page.text()) ?? []
  assert.equal((await fetch(new URL(style, page.url))).status, 200)
}

async function play(app: string, folder: string): Promise<void> {
  const port = await freePort()
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', app], {
    cwd: folder,
    env: { PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  try {
    const api = `http://127.0.0.1:${port}`
    const answers = () =>
      fetch(`${api}/auth/health/ready`).then(
        ({ status }) => status === 200,
        () => false,
      )
    await until(answers, 30_000, () => said)
    await signUp(api)
    assert.ok(existsSync(join(folder, 'data/pallas.sqlite')))
    child.kill('SIGTERM')
    const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
    assert.equal(await ended, 0, `the process ends by itself: ${said}`)
    clearTimeout(late)
  } finally {
    child.kill('SIGKILL')
  }
}

describe('the examples of the library', () => {
  test('there are some', () => assert.ok(examples.length >= 3))
  for (const example of examples)
    test(`${basename(dirname(example))}: sign up, who am I in its own route, stop`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'pallas-test-example-'))
      try {
        await play(join(root, example), folder)
      } finally {
        rmSync(folder, { recursive: true })
      }
    })
  test('one of them runs with the installed package, too', async () => {
    const { folder } = installedPackage()
    const scratch = mkdtempSync(join(folder, 'example-'))
    try {
      cpSync(join(root, 'examples/library/node-http'), scratch, { recursive: true })
      await play(join(scratch, 'app.ts'), scratch)
    } finally {
      rmSync(scratch, { recursive: true })
    }
  })
})
