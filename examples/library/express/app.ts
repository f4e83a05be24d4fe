// Pallas inside an app of Express: its pages and its API below /auth, our own route at /me.
import express from 'express'
import { createPallas } from 'pallas'

const port = Number(process.env['PORT'] ?? 3000)
const pallas = await createPallas({
  config: {
    dsn: 'sqlite://./data/pallas.sqlite',
    serve: { public: { base_url: `http://127.0.0.1:${port}/auth` } },
  },
  dev: true,
})

const app = express()
// before what parses bodies: Pallas reads its own
app.use('/auth', pallas.listener)
app.use(express.json())

app.get('/me', async (request, response) => {
  const me = await pallas.whoami(request)
  if (me) response.json(me.identity.traits)
  else response.status(401).json({ signIn: '/auth/ui/login' })
})

pallas.start()
const server = app.listen(port, '127.0.0.1', () =>
  console.log(`http://127.0.0.1:${port}/auth/ui/registration`),
)

process.once('SIGTERM', () => {
  server.close()
  void pallas.stop()
})
