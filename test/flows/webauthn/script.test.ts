// The script for keys, as the published client and a page get it.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { hash } from 'node:crypto'
import { Configuration, FrontendApi } from '@ory/client-fetch'
import { Jar } from '../../support/jar.ts'
import { withKeys } from '../../support/keys.ts'
import { openSpa } from '../../support/people.ts'
import { startServer } from '../../support/server.ts'

it('the published client gets the script that the forms name', async () => {
  const server = await startServer(withKeys(false))
  const api = new FrontendApi(
    new Configuration({
      basePath: 'http://127.0.0.1:4433',
      fetchApi: async (url: unknown) => {
        const { status, text } = await server.public('GET', new URL(String(url)).pathname)
        return new Response(text, { status, headers: { 'content-type': 'text/javascript' } })
      },
    }),
  )
  const script = await api.getWebAuthnJavaScript()
  const flow = await openSpa(server, 'login', new Jar())
  const node = flow.ui.nodes.find(({ type }: any) => type === 'script')
  assert.equal(node.attributes.src, 'http://127.0.0.1:4433/.well-known/ory/webauthn.js')
  assert.equal(node.attributes.integrity, `sha512-${hash('sha512', script, 'base64')}`)
  for (const name of ['oryPasskeyLogin', '__oryWebAuthnRegistration', 'oryWebAuthnInitialized'])
    assert.ok(script.includes(name.replace('__', '')), name)
  await server.close()
})
