// A worker: one of several processes that serve together. The supervisor tells it with what configuration.
import cluster from 'node:cluster'
import { setTimeout as sleep } from 'node:timers/promises'
import type { App } from '#app.ts'
import type { Group } from '#app/group.ts'
import { interpret, type ConfigRequest, type Reading } from '#config/read.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Family } from '#telemetry/exposition.ts'
import { guardProcess } from '../guards.ts'
import { listen } from '../listen.ts'
import { logOf } from '../log.ts'
import { openApp } from '../open.ts'
import { schemasOf } from '../schemas.ts'
import { listenToSignals, shutdownTimeoutMs } from '../signals.ts'
import { lowerThreadPriorities } from '../thread-priority.ts'
import { hashesAtOnce } from './count.ts'
import type { FromWorker, SharedConfiguration, ToWorker } from './messages.ts'

type Begin = Extract<ToWorker, { readonly kind: 'begin' }>

/** How long the metrics of all are waited for. */
const metricsMs = 2000

/** Serves as the supervisor says; ends with it. */
export async function serveAsWorker(request: ConfigRequest): Promise<void> {
  const channel = createChannel()
  const begin = Promise.withResolvers<Begin>()
  channel.hear((message) => {
    if (message.kind === 'begin') begin.resolve(message)
  })
  channel.send({ kind: 'hello' })
  try {
    await serve(request, channel, await begin.promise)
  } catch (error) {
    const reason = error instanceof Refusal ? (error.reason ?? error.message) : String(error)
    channel.send({ kind: 'failed', reason }, () => process.exit(1))
  }
}

async function serve(
  request: ConfigRequest,
  channel: Channel,
  { worker, count, configuration }: Begin,
): Promise<void> {
  const read = ({ texts, running }: SharedConfiguration): Reading =>
    interpret(texts, request, running)
  const reading = read(configuration)
  const log = logOf(reading.config, worker)
  guardProcess(log)
  const schemas = await schemasOf(reading.config)
  const group = { ...groupOf(channel, worker, count), count }
  const app = await openApp({ reading, schemas, log, group })
  listenToSignals({
    async end() {
      channel.send({ kind: 'leaving' })
      await app.end()
      const families = await Promise.race([app.families(), sleep(500, [], { ref: false })])
      if (families.length > 0) channel.send({ kind: 'told', families })
      await app.close()
      return 0
    },
    // NOTE the supervisor hears the signal too, and reads it for all
    readConfig: () => undefined,
    withinMs: shutdownTimeoutMs,
    log,
  })
  await listen(app.admin, 'serve.admin', reading.config.admin, 'shared')
  await listen(app.public, 'serve.public', reading.config.public, 'shared')
  lowerThreadPriorities()
  app.startCounting()
  follow(channel, app, async (next) => {
    const changed = read(next)
    app.reload(changed, await schemasOf(changed.config))
  })
  channel.send({ kind: 'ready', version: configuration.version })
}

/** Does what the supervisor says. `use`: applies a changed configuration, whole or not at all. */
function follow(
  channel: Channel,
  app: App,
  use: (configuration: SharedConfiguration) => Promise<void>,
): void {
  channel.hear((message) => {
    if (message.kind === 'work') app.start()
    else if (message.kind === 'wake') app.wake(message.queue)
    else if (message.kind === 'ping') channel.send({ kind: 'pong' })
    else if (message.kind === 'refuse') app.refuseReload(new Error(message.reason))
    else if (message.kind === 'tell')
      void app
        .families()
        .then((families) => channel.send({ kind: 'told', id: message.id, families }))
    else if (message.kind === 'configure') {
      const { version } = message.configuration
      use(message.configuration).then(
        () => channel.send({ kind: 'configured', version, fault: undefined }),
        (error) => channel.send({ kind: 'configured', version, fault: String(error) }),
      )
    }
  })
}

function groupOf(channel: Channel, worker: number, count: number): Group {
  const waiting = new Map<number, (families: readonly Family[]) => void>()
  let lastId = 0
  channel.hear((message) => {
    if (message.kind === 'metrics') waiting.get(message.id)?.(message.families)
  })
  return {
    worker,
    hashesAtOnce: hashesAtOnce(count),
    wake: (queue) => channel.send({ kind: 'wake', queue }),
    async metrics() {
      const id = ++lastId
      const { promise, resolve } = Promise.withResolvers<readonly Family[]>()
      waiting.set(id, resolve)
      channel.send({ kind: 'ask', id })
      const families = await Promise.race([promise, sleep(metricsMs, undefined, { ref: false })])
      waiting.delete(id)
      return families
    },
  }
}

type Channel = {
  send(message: FromWorker, sent?: () => void): void
  hear(listener: (message: ToWorker) => void): void
}

/** NOTE once the supervisor is gone, node:cluster ends this process at once */
function createChannel(): Channel {
  return {
    send: (message, sent = () => undefined) => void process.send?.(message, undefined, {}, sent),
    hear: (listener) => void cluster.worker?.on('message', listener),
  }
}
