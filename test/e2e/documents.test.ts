// The commands that the documents show, run as they stand there.
import assert from 'node:assert/strict'
import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { freePort, startGuarded, untilReady } from '../support/server-process.ts'

const root = join(import.meta.dirname, '../..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const run = promisify(execFile)
const curl = spawnSync('curl', ['--version']).status === 0

describe('README.md', { skip: curl ? false : 'curl is missing' }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'pallas-test-readme-'))
  let pid = 0
  let ports: readonly [open: number, admin: number] = [0, 0]
  /** With the ports of this server instead of the usual ones. */
  const here = (text: string) =>
    text.replaceAll(':4433', `:${ports[0]}`).replaceAll(':4434', `:${ports[1]}`)
  const shell = async (script: string) =>
    (await run('sh', ['-euc', here(script)], { cwd: folder })).stdout

  before(async () => {
    ports = [await freePort(), await freePort()]
    // what `npm start` runs, in a folder of its own
    pid = startGuarded({ folder, asAccount: (program, args) => [program, args] }, 'sh', [
      '-c',
      'cd "$0" && exec "$@"',
      folder,
      'env',
      `SERVE_PUBLIC_PORT=${ports[0]}`,
      `SERVE_ADMIN_PORT=${ports[1]}`,
      join(root, 'scripts/start.sh'),
    ])
    await untilReady(folder, async () => {
      if (!(await fetch(here('http://127.0.0.1:4434/health/ready'))).ok) throw new Error('not yet')
    })
  })
  after(() => void process.kill(pid, 'SIGTERM'))

  it('shows the addresses that a started server prints', () => {
    const shown = /```\n(Pallas [^]+?)```/.exec(readme)?.[1]?.trim().split('\n') ?? []
    assert.ok(shown.length > 3)
    const printed = readFileSync(join(folder, 'server.log'), 'utf8')
    for (const line of shown) assert.ok(printed.includes(here(line)), line)
  })

  it('has an example of a sign-up that ends with who has signed up', async () => {
    const blocks = [...readme.matchAll(/```sh\n([^]+?)```/g)].map(([, block = '']) => block)
    const example = blocks.filter((block) => block.includes('curl'))
    assert.equal(example.length, 1)
    const session = JSON.parse(await shell(example[0] ?? ''))
    assert.equal(session.identity?.traits.email, 'ada@example.org', JSON.stringify(session))

    const inline = [...readme.matchAll(/`(curl [^`]+)`/g)].map(([, command = '']) => command)
    assert.equal(inline.length, 1)
    const [identity] = JSON.parse(await shell(inline[0] ?? ''))
    assert.equal(identity?.traits.email, 'ada@example.org')
  })
})

describe('the command line', () => {
  /** The commands below these words; none when what follows them is an argument. */
  const commandsBelow = (words: readonly string[]): readonly string[] => {
    const help = execFileSync(join(root, 'bin/pallas'), [...words, '--help'], { encoding: 'utf8' })
    const [, list = ''] = help.split('\nCommands:\n')
    return [...list.matchAll(/^ {2}([a-z]+)/gm)].map(([, name = '']) => name)
  }

  it('has every command that a document names', () => {
    const documents = globSync(['README.md', 'docs/**/*.md', 'packages/*/README.md'], { cwd: root })
    const named = documents.flatMap((document) =>
      [...readFileSync(join(root, document), 'utf8').matchAll(/\bpallas((?: [a-z]+(?![\w.:/]))+)/g)]
        .filter(({ 0: all, index, input }) => /[`/\n]/.test(input[index - 1] ?? '') && all !== '')
        .map(([, words = '']) => words.trim().split(' ')),
    )
    assert.ok(named.some((words) => words.join(' ') === 'identities import'))
    const known = new Map<string, readonly string[]>()
    for (const words of named)
      for (const [at, word] of words.entries()) {
        const above = words.slice(0, at)
        const key = above.join(' ')
        const commands = known.get(key) ?? commandsBelow(above)
        known.set(key, commands)
        if (commands.length === 0) break
        assert.ok(commands.includes(word), `pallas ${words.join(' ')}`)
      }
  })
})
