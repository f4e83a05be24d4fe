// Published clients are installed into folders of their own, once; where that cannot be done their tests are skipped with a
// word, or fail when everything is required.
import { execFile, execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const root = resolve(import.meta.dirname, '../../../node_modules/.cache/clients')

/** A folder in which `install` has succeeded; a reason to skip otherwise. */
export function scratch(
  name: string,
  install: (folder: string) => void,
): { readonly folder: string } | { readonly skip: string } {
  const folder = join(root, name),
    done = join(folder, '.installed')
  if (existsSync(done)) return { folder }
  try {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    install(folder)
    writeFileSync(done, '')
    return { folder }
  } catch (error) {
    if (process.env['PALLAS_TEST_REQUIRE_ALL'] === '1') throw error
    return { skip: `${name} could not be installed here` }
  }
}

/** Throws when the program is missing or fails. */
export const run = (folder: string, program: string, ...args: readonly string[]): string =>
  execFileSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 540_000,
  })

/** The same while this process goes on to serve. */
export async function runAside(
  folder: string,
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env },
    timeout: 540_000,
    maxBuffer: 64 << 20,
  })
  return stdout
}
