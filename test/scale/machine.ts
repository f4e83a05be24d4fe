// A program that is ended as machines are: with all that it has started, at once.
import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Ground } from '../support/server-process.ts'

export type Machine = {
  /** Does nothing while it runs. */
  start(): void
  /** Ends everything on it at once. */
  kill(): Promise<void>
  log(): string
}

/**
 * `name`: of its log in the folder of `ground`. Its processes have a namespace of their own, which ends
 * with the first of them, and with this process.
 */
export function machine(
  { folder, asAccount }: Ground,
  name: string,
  program: string,
  args: readonly string[],
): Machine {
  const logFile = join(folder, `${name}.log`)
  let child: ChildProcess | undefined
  const [file, all] = asAccount(program, args)
  const runs = () => child?.exitCode === null && child.signalCode === null
  const kill = () => runs() && child?.kill('SIGKILL')
  process.once('exit', kill)
  return {
    start() {
      if (runs()) return
      const out = openSync(logFile, 'a')
      child = spawn(
        'unshare',
        // NOTE the first process keeps its account, or the system would not end it with unshare
        [
          '--pid',
          '--fork',
          '--kill-child=SIGKILL',
          '--mount-proc',
          'sh',
          '-c',
          '"$0" "$@" & wait',
          file,
          ...all,
        ],
        { cwd: folder, stdio: ['ignore', out, out] },
      )
      closeSync(out)
    },
    async kill() {
      if (!runs()) return
      const ended = new Promise((resolve) => child?.once('exit', resolve))
      kill()
      await ended
    },
    log: () => readFileSync(logFile, 'utf8'),
  }
}
