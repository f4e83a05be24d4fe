// A bare Fastify server that answers bytes it was given: the yardstick. Run as a process of its
// own:
//   bare.ts PORT FILE   (FILE: JSON, path → body)
import Fastify from 'fastify'
import { readFileSync } from 'node:fs'

const [port = '0', file = ''] = process.argv.slice(2)
const bodies = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
const app = Fastify()
for (const [path, text] of Object.entries(bodies)) {
  const value: unknown = JSON.parse(text)
  app.get(path, async () => value)
}
await app.listen({ host: '127.0.0.1', port: Number(port) })
