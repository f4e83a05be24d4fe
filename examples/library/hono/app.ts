// Pallas inside an app of Hono, by Web requests: its pages and its API below /auth, our own route at /me.
import { Hono } from 'hono'
import { createPallas } from 'pallas'
import { serve } from './serve.ts'

const port = Number(process.env['PORT'] ?? 3000)
const pallas = await createPallas({
  config: {
    dsn: 'sqlite://./data/pallas.sqlite',
    serve: { public: { base_url: `http://127.0.0.1:${port}/auth` } },
  },
  dev: true,
})

const app = new Hono<{ Bindings: { clientAddress?: string } }>()
app.all('/auth/*', (c) => pallas.fetch(c.req.raw, { clientAddress: c.env.clientAddress }))
app.get('/me', async (c) => {
  const me = await pallas.whoami(c.req.raw)
  return me ? c.json(me.identity.traits) : c.json({ signIn: '/auth/ui/login' }, 401)
})

pallas.start()
const server = serve(port, (request, clientAddress) => app.fetch(request, { clientAddress }))
console.log(`http://127.0.0.1:${port}/auth/ui/registration`)

process.once('SIGTERM', () => {
  server.close()
  void pallas.stop()
})
