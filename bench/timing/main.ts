// Measures what tests cannot say by counting: how long single things take on a quiet machine,
// against the limit of each.
//   node bench/timing/main.ts [part of a name …]
import { startServer } from '../../test/support/server.ts'
import { loginMeasures } from './logins.ts'
import { overload } from './overload.ts'
import { pureMeasures } from './pure.ts'
import type { Measure } from './measure.ts'
import { slowClients } from './slow-clients.ts'

const measures: readonly Measure[] = [
  ...pureMeasures,
  ...loginMeasures(startServer),
  slowClients,
  overload,
]

const parts = process.argv.slice(2)
const wanted = measures.filter(
  ({ name }) => parts.length === 0 || parts.some((part) => name.includes(part)),
)
for (const { name, limitMs, take } of wanted) {
  const ms = await take()
  const isBeyond = ms > limitMs
  if (isBeyond) process.exitCode = 1
  console.log(
    `${ms.toFixed(4).padStart(10)} ms of ${limitMs} ms  ${name}${isBeyond ? '  TOO LONG' : ''}`,
  )
}
