// A program that is ended, or stands still, as machines do: with all that it has started, at once.
import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { until } from '../support/process-figures.ts'
import type { Ground } from '../support/server-process.ts'

/**
 * How a machine is lost: `killed`, its connections break; `frozen`, they stay open and nothing answers
 * (the system still takes new ones).
 */
export type Loss = 'killed' | 'frozen'

export type Machine = {
  /** Does nothing while it runs. */
  start(): void
  /** Ends everything on it at once. */
  kill(): Promise<void>
  lose(loss: Loss): Promise<void>
  /** Lets everything on it go on; answers false where it was not frozen. */
  thaw(): boolean
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
  let child: ChildProcess | undefined,
    isFrozen = false
  const [file, all] = asAccount(program, args)
  const runs = () => child?.exitCode === null && child.signalCode === null
  const kill = () => runs() && child?.kill('SIGKILL')
  process.once('exit', kill)

  async function end(): Promise<void> {
    if (!runs()) return
    const ended = new Promise((resolve) => child?.once('exit', resolve))
    kill()
    await ended
  }

  async function freeze(): Promise<void> {
    if (!runs()) return
    isFrozen = true
    // NOTE what is about to start another one may do so before it stands still
    await until(() => {
      const running = processesOf(child?.pid).filter(({ state }) => !'TZX'.includes(state))
      for (const { pid } of running) signal(pid, 'SIGSTOP')
      return running.length === 0
    }, 5000)
  }

  return {
    start() {
      if (runs()) return
      isFrozen = false
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
    kill: end,
    lose: (loss) => (loss === 'killed' ? end() : freeze()),
    thaw() {
      if (!isFrozen || !runs()) return false
      isFrozen = false
      for (const { pid } of processesOf(child?.pid)) signal(pid, 'SIGCONT')
      return true
    },
    log: () => readFileSync(logFile, 'utf8'),
  }
}

type Running = { readonly pid: number; readonly state: string }

/** Those in the namespace that `unshare` has made, with their states as /proc tells them. */
function processesOf(unshare: number | undefined): readonly Running[] {
  const namespace = read(() => readlinkSync(`/proc/${unshare}/ns/pid_for_children`))
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => read(() => readlinkSync(`/proc/${name}/ns/pid`)) === namespace)
    .map((name) => ({
      pid: Number(name),
      state: /\) (\w)/.exec(read(() => readFileSync(`/proc/${name}/stat`, 'utf8')))?.[1] ?? 'X',
    }))
}

function signal(pid: number, name: NodeJS.Signals): void {
  read(() => String(process.kill(pid, name)))
}

/** Empty for a process that has ended meanwhile. */
function read(from: () => string): string {
  try {
    return from()
  } catch {
    return ''
  }
}
