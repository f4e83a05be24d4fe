#!/usr/bin/env node
// The command of the npm package, for whatever Node runs it: looks for one that is new enough and
// starts the server with it. Where there is sh, bin/pallas does all of that.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const given = process.argv.slice(2)

const [program, args] =
  process.platform === 'win32' ? withoutShell() : ['/bin/sh', [here('pallas'), ...given]]

// NOTE one process instead of two, with the same id and signals; older Nodes cannot do that
if (process.platform !== 'win32' && process.execve)
  process.execve(program, [program, ...args], process.env)
const child = spawn(program, args, { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('error', (error) => {
  console.error(`pallas: cannot start ${program}: ${error.message}`)
  process.exitCode = 1
})
child.on('exit', (code, signal) => {
  if (signal === null) process.exitCode = code ?? 1
  else process.exit(1)
})

function withoutShell() {
  const isNew = Number(process.versions.node.split('.', 1)[0]) >= 24
  const own = ['../node_modules', '../..']
    .map((folder) => here(`${folder}/node-win-${process.arch}/bin/node.exe`))
    .find((path) => existsSync(path))
  const node = own ?? (isNew ? process.execPath : undefined)
  if (node === undefined) {
    console.error(
      `pallas: Node 24 or newer is needed, and this is ${process.versions.node}. ` +
        'Install it from https://nodejs.org, or install pallas with its optional packages.',
    )
    process.exit(1)
  }
  process.env.UV_THREADPOOL_SIZE ??= String(availableParallelism() + 4)
  return [
    node,
    [
      '--max-semi-space-size=4',
      '--max-old-space-size=1024',
      '--disable-warning=ExperimentalWarning',
      here('../bundle/main.js'),
      ...given,
    ],
  ]
}
