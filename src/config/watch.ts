// Applies changes of the configuration files while the server runs. It watches folders, since a
// file that is replaced (an atomic rename, the symbolic links of a Kubernetes volume) is another
// file, and also reads the files every second, since not every file system reports changes. A folder in
// which something else is written all the time, such as a database, is left to that: the reports
// of its writes took a twentieth of the CPU of a change.
import { type FSWatcher, watch } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type ConfigRequest, interpret, type Reading } from './read.ts'
import { type FileText, readFiles } from './sources.ts'

export type WatchParts = ConfigRequest & {
  /** The configuration that the server uses. */
  readonly running: Reading
  /**
   * Called with a valid configuration that differs. When it throws, the last one stays in use and
   * `onFault` gets the error.
   */
  readonly onChange: (reading: Reading) => void
  /**
   * Called when a content cannot be used, which is then tried again: a file that it names may be
   * missing, or may not be read just now. Not called again for the same reason.
   */
  readonly onFault: (error: Error) => void
  readonly intervalMs?: number
  /**
   * A content is used when it is the same after this time, so that a file is not read while it is
   * written.
   */
  readonly settleMs?: number
  readonly retryMs?: number
}

export type Watcher = {
  /** Reads the files at once, and uses what they have now. */
  readNow(): void
  close(): void
}

export function watchConfig({
  running: first,
  onChange,
  onFault,
  intervalMs = 1000,
  settleMs = 200,
  retryMs = 5000,
  ...request
}: WatchParts): Watcher {
  let running = first
  let settled = fingerprint(first.origin.texts)
  let pending: { readonly print: string; readonly since: number } | undefined
  let failed: { readonly reason: string; readonly since: number } | undefined
  let soon: NodeJS.Timeout | undefined

  const lookSoon = () => {
    soon ??= setTimeout(() => {
      soon = undefined
      look()
    }, settleMs).unref()
  }
  const look = () => {
    const texts = readFiles(request.files, request.cwd)
    const now = fingerprint(texts)
    if (now === settled) {
      pending = undefined
      if (failed && performance.now() - failed.since >= retryMs) take(texts)
    } else if (now === pending?.print && performance.now() - pending.since >= settleMs) {
      pending = undefined
      settled = now
      failed = undefined
      take(texts)
    } else {
      for (const watcher of watchers) watcher.wasUseful()
      if (now !== pending?.print) pending = { print: now, since: performance.now() }
      lookSoon()
    }
  }
  const take = (texts: readonly FileText[]) => {
    try {
      const next = interpret(texts, request, running.origin.settings)
      if (
        !isDeepStrictEqual(
          [next.config, next.secrets, next.warnings],
          [running.config, running.secrets, running.warnings],
        )
      )
        onChange(next)
      running = next
      failed = undefined
    } catch (error) {
      const reason = String(error)
      if (reason !== failed?.reason) onFault(error instanceof Error ? error : new Error(reason))
      failed = { reason, since: performance.now() }
    }
  }

  const folders = new Set(request.files.map((file) => dirname(resolve(request.cwd, file))))
  const watchers = [...folders].map((folder) => watchFolder(folder, lookSoon))
  const timer = request.files.length === 0 ? undefined : setInterval(look, intervalMs).unref()
  return {
    readNow() {
      const texts = readFiles(request.files, request.cwd)
      const now = fingerprint(texts)
      if (now === settled && !failed) return
      pending = undefined
      settled = now
      take(texts)
    },
    close() {
      clearInterval(timer)
      clearTimeout(soon)
      for (const watcher of watchers) watcher.close()
    },
  }
}

type FolderWatcher = {
  /** What it has reported was a change of the files. */
  wasUseful(): void
  close(): void
}

/** Reports of a folder that were no change of the files, until no more are asked for. */
const mostInVain = 100

/**
 * Watches a folder, or does nothing where that is not possible or not worth its while: the files are read
 * regularly, too.
 */
function watchFolder(folder: string, onEvent: () => void): FolderWatcher {
  let inVain = 0
  let watcher: FSWatcher | undefined
  const close = () => watcher?.close()
  try {
    watcher = watch(folder, { persistent: false }, () => {
      if (++inVain > mostInVain) close()
      else onEvent()
    })
    watcher.on('error', close)
  } catch {
    // It is read regularly.
  }
  return { wasUseful: () => (inVain = 0), close }
}

const fingerprint = (texts: readonly FileText[]) =>
  JSON.stringify(
    texts.map(({ text }) =>
      text instanceof Error ? [String((text as NodeJS.ErrnoException).code)] : text,
    ),
  )
