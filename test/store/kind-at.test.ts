import assert from 'node:assert/strict'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { after, describe, it } from 'node:test'
import { kindAt } from '#store/dialects/kind-at.ts'
import { status } from '#store/migrate.ts'

/** A server that speaks first, and answers whatever it is told. */
async function speaking(greeting: Buffer | undefined, answer: string) {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => undefined)
    if (greeting) socket.write(greeting)
    socket.on('data', () => socket.write(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      for (const socket of open) socket.destroy()
      server.close()
    },
  }
}

describe('the kind of a database', async () => {
  const mysql = await speaking(
    Buffer.from('\u004a\u0000\u0000\u0000\u000a8.0.36\u0000', 'latin1'),
    '',
  )
  const postgres = await speaking(undefined, 'N')
  const other = await speaking(Buffer.from('220 mail.example ESMTP\r\n'), '500\r\n')
  after(() => [mysql, postgres, other].map(({ close }) => close()))
  const at = ({ port }: { readonly port: number }) =>
    kindAt({ host: '127.0.0.1', port, socket: undefined })

  it('is told by its first bytes', async () => {
    assert.deepEqual(await Promise.all([at(mysql), at(postgres), at(other)]), [
      'mysql',
      'postgres',
      undefined,
    ])
    assert.equal(await kindAt({ host: '127.0.0.1', port: 1, socket: '/run/db' }), undefined)
  })

  it('is that of the DSN, or else the DSN is wrong', async () => {
    const dsn = `postgres://u:p@127.0.0.1:${mysql.port}/d?sslmode=disable`
    await assert.rejects(status(dsn), { kind: 'misconfigured', reason: /MySQL or MariaDB answers/ })
  })

  it('does not matter while nothing answers', async () => {
    const { port, close } = await speaking(undefined, '')
    close()
    const dsn = `postgres://u:p@127.0.0.1:${port}/d?sslmode=disable`
    await assert.rejects(status(dsn), { kind: 'unavailable' })
  })
})
