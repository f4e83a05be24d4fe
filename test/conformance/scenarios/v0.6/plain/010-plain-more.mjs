import { scenarios } from '../../../lib/legacy.mjs'
export default scenarios([
  {
    id: 'plain-disabled', title: 'Recovery and verification that are not enabled',
    async run(t, l) {
      for (const kind of ['recovery', 'verification']) {
        const jar = t.jar()
        const { r } = await l.flow.init(kind, jar)
        await l.error(r, jar)
        await l.pub('GET', `/self-service/${kind}/flows?id=00000000-0000-4000-8000-000000000000`)
        await l.pub('POST', `/self-service/${kind}?flow=00000000-0000-4000-8000-000000000000`, { json: { method: 'link', email: t.email() }, accept: 'application/json' })
      }
      const made = (await l.adm('POST', '/identities', { json: l.identity({ email: t.email() }), record: false })).json
      await l.adm('POST', '/recovery/link', { json: { identity_id: made.id } })
    },
  },
])
