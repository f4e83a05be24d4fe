import { startFirstFlows } from '../../support/first-flows.ts'
import type { TestServer } from '../../support/server.ts'

export type Served = {
  readonly server: TestServer
  readonly publicUrl: string
  readonly adminUrl: string
}

/** The server on two free ports of this machine. */
export async function served(): Promise<Served> {
  const server = await startFirstFlows()
  const [publicUrl, adminUrl] = await Promise.all(
    [server.app.public, server.app.admin].map((app) => app.listen({ host: '127.0.0.1', port: 0 })),
  )
  return { server, publicUrl: publicUrl ?? '', adminUrl: adminUrl ?? '' }
}
