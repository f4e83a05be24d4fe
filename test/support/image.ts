// Makes the tree of the image by what Dockerfile says, without Docker: copies what it copies and runs
// what it runs, in folders in place of its stages.
import { execFileSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { installedPackage } from './package.ts'

const root = join(import.meta.dirname, '../..')

export type Instruction = { readonly name: string; readonly text: string }
export type Stage = {
  readonly name: string
  readonly from: string
  readonly instructions: readonly Instruction[]
}

/** The stages of a Dockerfile; the last one is the image. */
export function readDockerfile(text: string): readonly Stage[] {
  const lines = text
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
  const stages: { name: string; from: string; instructions: Instruction[] }[] = []
  for (const line of lines) {
    const [, name = '', rest = ''] = /^\s*(\w+)\s+(.*)$/.exec(line) ?? []
    const [, from = '', stage = ''] = /^(\S+)(?:\s+AS\s+(\S+))?/.exec(rest) ?? []
    if (name === 'FROM') stages.push({ name: stage, from, instructions: [] })
    else stages.at(-1)?.instructions.push({ name, text: rest })
  }
  return stages
}

/** The last instruction of this name, in its exec form. */
export function execForm(stage: Stage, name: string): readonly string[] {
  const text = stage.instructions.findLast((one) => one.name === name)?.text ?? ''
  return JSON.parse(text.slice(text.indexOf('['))) as string[]
}

/** Whether a file of the repository goes to the builder. */
export function isSent(path: string, ignore: string): boolean {
  let sent = true
  const parents = path.split('/').map((_part, index, all) => all.slice(0, index + 1).join('/'))
  for (const line of ignore.split('\n').filter((one) => one !== '' && !one.startsWith('#'))) {
    const pattern = line.replace(/^!/, '')
    if (parents.some((parent) => matches(pattern, parent))) sent = line.startsWith('!')
  }
  return sent
}

/** NOTE unlike in shells, a star stands for a name that begins with a dot as well */
function matches(pattern: string, path: string): boolean {
  const text = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/\*\*\/|\*/g, (star) => (star === '*' ? '[^/]*' : '(?:.*/)?'))
  return new RegExp(`^${text}$`).test(path)
}

/** Copies what the image adds to its base into `tree`; `scratch` is for the stages. */
export function makeTree(stages: readonly Stage[], scratch: string, tree: string): void {
  const ignore = readFileSync(join(root, '.dockerignore'), 'utf8')
  for (const stage of stages.slice(0, -1)) buildStage(stage, join(scratch, stage.name), ignore)
  for (const { name, text } of stages.at(-1)?.instructions ?? []) {
    if (name !== 'COPY') continue
    const words = text.split(/\s+/)
    const flag = (one: string) => words.find((word) => word.startsWith(`--${one}=`))?.split('=')[1]
    const [source = '', target = ''] = words.filter((word) => !word.startsWith('--'))
    const from = join(scratch, flag('from') ?? '', source.replace(/^\/work\//, ''))
    const to = join(tree, target)
    mkdirSync(to, { recursive: true })
    run(tree, 'cp', '-al', `${from}/.`, to)
    const owner = flag('chown')
    if (owner !== undefined) run(tree, 'chown', '-R', owner, to)
  }
}

function buildStage({ instructions }: Stage, folder: string, ignore: string): void {
  mkdirSync(folder, { recursive: true })
  const env: Record<string, string> = { PATH: process.env['PATH'] ?? '' }
  for (const { name, text } of instructions) {
    if (name === 'ARG') {
      const [key = '', value = ''] = text.split('=')
      env[key] = value
    } else if (name === 'COPY') {
      const words = text.split(/\s+/)
      const target = words.at(-1) ?? ''
      for (const source of words.slice(0, -1))
        copySent(source, join(folder, target.endsWith('/') ? join(target, source) : target), ignore)
    } else if (name === 'RUN') {
      if (text === 'npm ci') symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
      else if (text === 'npm ci --omit=dev') installWithoutTools(folder)
      else execFileSync('sh', ['-c', text], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
    }
  }
}

function copySent(source: string, target: string, ignore: string): void {
  const files = statSync(join(root, source)).isDirectory()
    ? globSync(`${source}/**/*`, { cwd: root })
    : [source]
  for (const file of files) {
    if (!isSent(file, ignore) || statSync(join(root, file)).isDirectory()) continue
    const place =
      files.length === 1 && file === source ? target : join(target, file.slice(source.length))
    mkdirSync(dirname(place), { recursive: true })
    cpSync(join(root, file), place)
  }
}

/** What `npm ci --omit=dev` installs: here, what npm has installed with the package. */
function installWithoutTools(folder: string): void {
  const modules = join(folder, 'node_modules')
  run(folder, 'cp', '-al', join(installedPackage().folder, 'node_modules'), modules)
  for (const name of ['pallas', '.cache'])
    rmSync(join(modules, name), { recursive: true, force: true })
}

function run(cwd: string, program: string, ...args: readonly string[]): void {
  execFileSync(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
}
