// Workers as processes: this program, started again with the same arguments.
import cluster from 'node:cluster'
import type { Fork, FromWorker } from './messages.ts'

// NOTE the usual way, to accept connections in this process and hand them on, loses the connection that is
// on its way to a worker that is killed: it stays open, and nobody ever answers it
cluster.schedulingPolicy = cluster.SCHED_NONE

export const fork: Fork = (hear) => {
  // NOTE metrics have values that JSON has not
  cluster.setupPrimary({ serialization: 'advanced' })
  const worker = cluster.fork()
  worker.on('message', (message: FromWorker) => hear.message(message))
  worker.on('exit', (code: number | null, signal: string | null) => hear.exit({ code, signal }))
  worker.on('error', () => undefined)
  return {
    pid: worker.process.pid,
    send: (message) => {
      // NOTE one that has ended just now hears nothing
      if (worker.isConnected()) worker.send(message, () => undefined)
    },
    kill: (signal) => void worker.process.kill(signal),
  }
}
