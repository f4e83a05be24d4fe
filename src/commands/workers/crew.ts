// All workers together: one of them works in the background, and a changed configuration is taken by one
// after the other.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Family } from '#telemetry/exposition.ts'
import type { Log } from '#telemetry/log.ts'
import { createGathering } from './gathering.ts'
import { createMember, type FailedStart, type Member } from './member.ts'
import type { Fork, FromWorker, SharedConfiguration } from './messages.ts'

export type CrewParts = {
  readonly count: number
  readonly fork: Fork
  /** The one that is in force now. */
  readonly configuration: () => SharedConfiguration
  /** What the supervisor tells of itself in the metrics. */
  readonly ownFamilies: () => readonly Family[]
  /** Called when no worker serves any more, and none can be started. */
  readonly onFailure: (error: Error) => void
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>
}

export type Crew = {
  /** Resolves when all serve; rejects with the reason when one cannot. */
  start(): Promise<void>
  /** Has one worker after the other take the configuration in force; rejects when one cannot. */
  configure(): Promise<void>
  /** Has the workers tell that a changed configuration cannot be used. */
  refuse(reason: string): void
  /** How many serve. */
  serving(): number
  /** Has all end in good order, and kills what is left after `withinMs`. Whether all ended well. */
  end(withinMs: number): Promise<boolean>
}

/** One that says why it cannot start is believed; one that dies without a word is tried again. */
const mostSilentStarts = 5
const configureMs = 30_000

export function createCrew(parts: CrewParts): Crew {
  const { count, log } = parts
  const firstStart = Promise.withResolvers<void>()
  let hasStarted = false,
    holder: Member | undefined,
    endedWell = true
  const versions = new Map<number, number>()
  const awaited = new Map<number, (fault: string | undefined) => void>()
  const gathering = createGathering(
    () => members.filter((one) => one.isServing()),
    parts.ownFamilies,
  )

  const members: readonly Member[] = Array.from({ length: count }, (_, at) => {
    const worker = at + 1
    const member: Member = createMember({
      worker,
      fork: parts.fork,
      begin: () => ({ kind: 'begin', worker, count, configuration: parts.configuration() }),
      hear: (message) => hear(member, message),
      onReady: () => {
        appoint()
        if (hasStarted || !members.every((one) => one.isServing())) return
        hasStarted = true
        firstStart.resolve()
      },
      onGone: () => {
        answered(worker, 'The worker has ended.')
        if (holder === member) holder = undefined
        appoint()
      },
      onExit({ code, signal }) {
        gathering.ended(worker)
        // NOTE one that has just been started does not listen to the signal yet
        if ((code ?? 0) !== 0 || (signal ?? 'SIGTERM') !== 'SIGTERM') endedWell = false
      },
      onFailedStart: failedStart,
      log,
    })
    return member
  })

  function failedStart({ inRow, reason, ending }: FailedStart): void {
    const isHopeless = inRow >= mostSilentStarts || (reason !== undefined && !hasStarted)
    if (!isHopeless || members.some((one) => hasStarted && one.isServing())) return
    const how = ending.signal ?? `exit code ${ending.code}`
    const error = new Error(reason ?? `a worker ended at its start (${how}), ${inRow} times`)
    for (const one of members) one.end()
    if (hasStarted) parts.onFailure(error)
    else firstStart.reject(error)
  }

  /** The right to work in the background: of one that serves, until it ends. */
  function appoint(): void {
    if (holder) return
    holder = members.find((one) => one.isServing())
    if (!holder) return
    log.info({ worker: holder.worker }, 'a worker works in the background for all')
    holder.send({ kind: 'work' })
  }

  function hear(from: Member, message: FromWorker): void {
    if (message.kind === 'wake') {
      if (holder && holder !== from) holder.send(message)
    } else if (message.kind === 'ready') {
      versions.set(from.worker, message.version)
      // NOTE the configuration may have changed while it started
      if (message.version !== parts.configuration().version) sendConfiguration(from)
    } else if (message.kind === 'configured') {
      if (message.fault === undefined) versions.set(from.worker, message.version)
      answered(from.worker, message.fault)
    } else gathering.hear(from, message)
  }

  function answered(worker: number, fault: string | undefined): void {
    awaited.get(worker)?.(fault)
    awaited.delete(worker)
  }

  const sendConfiguration = (to: Member): void =>
    to.send({ kind: 'configure', configuration: parts.configuration() })

  async function configureOne(member: Member): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<string | undefined>()
    awaited.set(member.worker, resolve)
    sendConfiguration(member)
    const late = sleep(configureMs, 'It does not answer.', { ref: false })
    const fault = await Promise.race([promise, late])
    // NOTE one that has ended takes it when it starts again
    if (fault !== undefined && member.isServing())
      throw new Error(`worker ${member.worker} cannot use it: ${fault}`)
  }

  return {
    start() {
      for (const member of members) member.start()
      return firstStart.promise
    },
    async configure() {
      const { version } = parts.configuration()
      for (const member of members)
        if (member.isServing() && versions.get(member.worker) !== version)
          await configureOne(member)
    },
    refuse(reason) {
      for (const member of members) if (member.isServing()) member.send({ kind: 'refuse', reason })
    },
    serving: () => members.filter((one) => one.isServing()).length,
    async end(withinMs) {
      endedWell = true
      const until = performance.now() + withinMs
      for (const member of members) member.end()
      while (members.some((one) => one.hasProcess())) {
        if (performance.now() > until) for (const member of members) member.kill()
        await sleep(10)
      }
      return endedWell
    },
  }
}
