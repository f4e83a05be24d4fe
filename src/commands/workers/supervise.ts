// The supervisor of `pallas serve --workers N`: does what is to be done once, starts the workers and looks
// after them. It answers no request itself.
import { watchConfig } from '#config/watch.ts'
import type { Family } from '#telemetry/exposition.ts'
import { printAddresses } from '../addresses.ts'
import { checkFree } from '../listen.ts'
import { prepareServer, type Preparation } from '../prepare.ts'
import { createReload } from '../reload.ts'
import { schemasOf } from '../schemas.ts'
import { listenToSignals, shutdownTimeoutMs } from '../signals.ts'
import { createCrew } from './crew.ts'
import { fork } from './fork.ts'
import type { SharedConfiguration } from './messages.ts'

/** What workers need at most to end, and a little more. */
const endMs = shutdownTimeoutMs + 300

/** Runs the server in `count` workers. */
export async function supervise(preparation: Preparation, count: number): Promise<void> {
  const { request, reading, log } = preparation
  const { public: open, admin } = reading.config
  await prepareServer(preparation)
  await checkFree('serve.admin', admin)
  await checkFree('serve.public', open)

  const running = reading.origin.settings
  let inForce: SharedConfiguration = { texts: reading.origin.texts, running, version: 1 }
  let starts = 0
  const crew = createCrew({
    count,
    fork(hear) {
      starts++
      return fork(hear)
    },
    configuration: () => inForce,
    ownFamilies: () => familiesOf(crew.serving(), starts),
    onFailure(error) {
      log.fatal({ err: error }, 'no worker serves, and none can be started')
      process.exit(1)
    },
    log,
  })
  const reload = createReload({
    async load({ config, origin: { texts } }) {
      const schemas = await schemasOf(config)
      // NOTE workers that start from now on have it, too
      if (inForce.texts !== texts) inForce = { texts, running, version: inForce.version + 1 }
      await crew.configure()
      return schemas
    },
    apply: () => undefined,
    refuse: (error) => crew.refuse(String(error)),
    log,
  })
  const watcher = watchConfig({
    ...request,
    running: reading,
    onChange: reload.submit,
    onFault(error) {
      crew.refuse(error.message)
      log.error({ err: error }, 'the changed configuration is invalid, keeping the previous one')
    },
  })
  listenToSignals({
    async end() {
      watcher.close()
      reload.end()
      return (await crew.end(endMs)) ? 0 : 1
    },
    readConfig: watcher.readNow,
    withinMs: endMs + 200,
    log,
  })
  await crew.start()
  printAddresses(reading.config, count)
}

/** What the metrics tell of the supervisor, and of its work. */
const familiesOf = (serving: number, starts: number): readonly Family[] => [
  one('process_resident_memory_bytes', 'Resident memory size in bytes.', 'gauge', {
    across: 'each',
    value: process.memoryUsage.rss(),
  }),
  one('process_cpu_seconds_total', 'Total user and system CPU time spent in seconds.', 'counter', {
    across: 'each',
    value: process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6,
  }),
  one('pallas_workers', 'Processes that serve', 'gauge', { value: serving }),
  one('pallas_worker_starts_total', 'Processes that were started', 'counter', { value: starts }),
]

const one = (
  name: string,
  help: string,
  type: Family['type'],
  { value, across = 'sum' }: { readonly value: number; readonly across?: Family['across'] },
): Family => ({ name, help, type, across, samples: [{ name, labels: {}, value }] })
