// Pallas inside a server of node:http: its pages and its API below /auth, our own route at /me.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createPallas } from 'pallas'

const port = Number(process.env['PORT'] ?? 3000)
const pallas = await createPallas({
  config: {
    dsn: 'sqlite://./data/pallas.sqlite',
    serve: { public: { base_url: `http://127.0.0.1:${port}/auth` } },
  },
  dev: true,
})

const server = createServer((request, response) => {
  if (/^\/auth(?:[/?]|$)/.test(request.url ?? '')) pallas.listener(request, response)
  else void answerMe(request, response)
})

async function answerMe(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const me = await pallas.whoami(request)
  response.writeHead(me ? 200 : 401, { 'content-type': 'application/json' })
  response.end(JSON.stringify(me?.identity.traits ?? { signIn: '/auth/ui/login' }))
}

pallas.start()
server.listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/auth/ui/registration`))

process.once('SIGTERM', () => {
  server.close()
  void pallas.stop()
})
