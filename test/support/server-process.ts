// Programs that tests start: each in a folder of its own, ended by its own pid however the test process ends.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder that `account` owns; servers of databases refuse to run as root, so root runs them as their own account. */
export type Ground = {
  readonly folder: string
  readonly asAccount: (
    program: string,
    args: readonly string[],
  ) => readonly [string, readonly string[]]
}

export function prepareGround(name: string, account: string): Ground {
  const folder = mkdtempSync(join(tmpdir(), `pallas-test-${name}-`))
  if (process.getuid?.() !== 0) return { folder, asAccount: (program, args) => [program, args] }
  execFileSync('chown', [account, folder])
  return {
    folder,
    asAccount: (program, args) => [
      'setpriv',
      [`--reuid=${account}`, `--regid=${account}`, '--init-groups', program, ...args],
    ],
  }
}

/** Paths of PEM files. */
export type Certificate = { readonly cert: string; readonly key: string }

/** A certificate for 127.0.0.1, signed by itself. */
export function makeCertificate({ folder, asAccount }: Ground): Certificate {
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  const [openssl, args] = asAccount('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=test',
    '-addext',
    'subjectAltName=IP:127.0.0.1',
    '-keyout',
    key,
    '-out',
    cert,
  ])
  execFileSync(openssl, args, { stdio: 'pipe' })
  return { cert, key }
}

/**
 * Starts the program and a guard beside it, which ends it and removes its folder as soon as this process is gone: the
 * guard reads from a pipe that nobody else writes to. Answers the pid of the program.
 */
export function startGuarded(
  { folder, asAccount }: Ground,
  program: string,
  args: readonly string[],
): number {
  const [file, all] = asAccount(program, args)
  const script =
    '"$@" >"$0/server.log" 2>&1 </dev/null & pid=$!; echo $pid >"$0/guarded.pid"; cat >/dev/null; kill -QUIT $pid 2>/dev/null; sleep 1; kill -KILL $pid 2>/dev/null; rm -rf "$0"'
  const guard = spawn('sh', ['-c', script, folder, file, ...all], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  guard.unref()
  const pipe = guard.stdin as typeof guard.stdin & { unref(): void }
  pipe.unref()
  return readPid(join(folder, 'guarded.pid'))
}

function readPid(path: string): number {
  const end = Date.now() + 5000
  while (Date.now() < end) {
    try {
      const pid = Number(readFileSync(path, 'utf8'))
      if (pid > 0) return pid
    } catch {
      // not yet written
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
  }
  throw new Error(`No pid in ${path}`)
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Tries until `attempt` no longer throws; then what it threw last, with the end of the server's log. */
export async function untilReady(
  folder: string,
  attempt: () => Promise<void>,
  limitMs = 30_000,
): Promise<void> {
  const end = Date.now() + limitMs
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (Date.now() > end)
        throw new Error(
          `Not ready: ${readFileSync(join(folder, 'server.log'), 'utf8').slice(-2000)}`,
          { cause: error },
        )
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
