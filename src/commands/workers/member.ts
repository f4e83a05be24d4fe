// One place among the workers: the process that fills it, and another one when that has died.
import type { Log } from '#telemetry/log.ts'
import type { Ending, Fork, FromWorker, ToWorker, WorkerProcess } from './messages.ts'

export type MemberParts = {
  /** The number of the place, from 1. */
  readonly worker: number
  readonly fork: Fork
  /** What a process is told that starts. */
  readonly begin: () => ToWorker
  /** Called with what it says besides. */
  readonly hear: (message: FromWorker) => void
  /** Called when its process serves. */
  readonly onReady: () => void
  /** Called when its process no longer serves: it ends, or has died. */
  readonly onGone: () => void
  readonly onExit: (ending: Ending) => void
  /** Called when a process could not start; another one follows, unless this member is ended. */
  readonly onFailedStart: (failure: FailedStart) => void
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>
}

export type FailedStart = {
  /** How many have failed one after the other. */
  readonly inRow: number
  /** What it said itself; undefined for one that died without a word. */
  readonly reason: string | undefined
  readonly ending: Ending
}

export type Member = ReturnType<typeof createMember>

/** The pause before a process is started anew: of the first, doubled each time, and the longest. */
const pauseMs = { first: 100, longest: 5000 }
/** One that has served for so long does not count as one that dies again and again. */
const goodMs = 10_000
const pingMs = 5000
/** So many questions without an answer mean that it hangs. */
const mostUnanswered = 6

export function createMember(parts: MemberParts) {
  const { worker, log } = parts
  let process: WorkerProcess | undefined,
    state: 'starting' | 'serving' | 'leaving' | 'none' = 'none'
  let failures = 0,
    failedStarts = 0,
    servesSince = 0,
    unanswered = 0
  let isEnded = false,
    reason: string | undefined
  let timer: NodeJS.Timeout | undefined, pings: NodeJS.Timeout | undefined

  function start(): void {
    state = 'starting'
    unanswered = 0
    reason = undefined
    process = parts.fork({ message: hear, exit: exited })
  }

  function hear(message: FromWorker): void {
    if (message.kind === 'hello') process?.send(parts.begin())
    else if (message.kind === 'failed') reason = message.reason
    else if (message.kind === 'pong') unanswered = 0
    else if (message.kind === 'leaving') left('leaving')
    else {
      if (message.kind === 'ready') ready()
      parts.hear(message)
    }
  }

  function ready(): void {
    state = 'serving'
    failedStarts = 0
    servesSince = performance.now()
    pings = setInterval(ping, pingMs).unref()
    log.info({ worker, pid: process?.pid }, 'a worker serves')
    parts.onReady()
  }

  function left(next: 'leaving' | 'none'): void {
    const hasServed = state === 'serving'
    clearInterval(pings)
    state = next
    if (hasServed) parts.onGone()
  }

  // NOTE questions are counted, not time: nobody answers while the whole machine stands still
  function ping(): void {
    if (unanswered++ < mostUnanswered) return process?.send({ kind: 'ping' })
    log.error({ worker, pid: process?.pid }, 'a worker hangs, and is killed')
    process?.kill('SIGKILL')
  }

  function exited(ending: Ending): void {
    const neverServed = state === 'starting',
      wasAsked = state === 'leaving' || isEnded
    left('none')
    process = undefined
    parts.onExit(ending)
    if (isEnded) return
    const isGood = wasAsked || (!neverServed && performance.now() - servesSince > goodMs)
    failures = isGood ? 0 : failures + 1
    if (neverServed) parts.onFailedStart({ inRow: ++failedStarts, reason, ending })
    if (isEnded) return
    const waitMs = Math.min(pauseMs.longest, pauseMs.first * 2 ** Math.max(0, failures - 1))
    const facts = {
      worker,
      exit_code: ending.code ?? undefined,
      signal: ending.signal ?? undefined,
      reason,
      wait_ms: waitMs,
    }
    if (wasAsked) log.info(facts, 'a worker has ended, another one is started')
    else log.error(facts, 'a worker has died, another one is started')
    timer = setTimeout(start, waitMs)
  }

  return {
    worker,
    start,
    send: (message: ToWorker): void => process?.send(message),
    isServing: (): boolean => state === 'serving',
    /** Has its process end in good order; no other one is started. */
    end(): void {
      isEnded = true
      clearTimeout(timer)
      process?.kill('SIGTERM')
    },
    kill: (): void => process?.kill('SIGKILL'),
    hasProcess: (): boolean => process !== undefined,
  }
}
