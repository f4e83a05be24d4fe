// Programs of the system that tests run.
import { spawnSync } from 'node:child_process'

const requireAll = process.env['PALLAS_TEST_REQUIRE_ALL'] === '1'

/** Whether a shell finds the program. */
const isInstalled = (program: string): boolean =>
  spawnSync('sh', ['-c', `command -v "$0"`, program]).status === 0

/**
 * Why tests that need these programs are skipped. With PALLAS_TEST_REQUIRE_ALL=1 they fail instead.
 */
export function skipWithout(...programs: readonly string[]): string | false {
  if (requireAll) return false
  const missing = programs.filter((program) => !isInstalled(program))
  return missing.length > 0 && `needs ${missing.join(', ')}: see scripts/system-programs.sh`
}

/** Why tests that mount something are skipped. */
export const skipWithoutRoot: string | false =
  requireAll || process.getuid?.() === 0 ? false : 'needs root'

/** Runs a program to its end; throws with what it printed when it fails. */
export function run(
  program: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    ...options,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (error !== undefined || status !== 0)
    throw new Error(`${program} ${args.join(' ')}: ${stdout}\n${stderr}`, { cause: error })
  return stdout
}
