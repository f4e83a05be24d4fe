import { scenarios } from '../../../lib/legacy.mjs'
const NONE = '00000000-0000-4000-8000-000000000000'
export default scenarios([
  {
    id: 'identity-update-bad', title: 'An update that is not valid changes nothing',
    async run(t, l) {
      const made = (await l.adm('POST', '/identities', { json: l.identity({ email: t.email(), name: { first: 'Ada' } }), record: false })).json
      const at = `/identities/${made.id}`
      await l.adm('PUT', at, { json: l.identity({ name: { first: 'x' } }) })
      await l.adm('PUT', at, { json: l.identity({ email: 'nope' }) })
      await l.adm('PUT', at, { json: l.identity({ email: t.email(), extra: 1 }) })
      await l.adm('PUT', at, { json: { [l.schemaId]: 'nope', traits: { email: t.email() } } })
      await l.adm('PUT', at, { body: 'x', headers: { 'content-type': 'application/json' } })
      await l.adm('PUT', at, { json: {} })
      await l.adm('GET', at)
      await l.adm('PUT', '/identities/not-a-uuid', { json: l.identity({ email: t.email() }) })
    },
  },
  {
    id: 'identity-admin-update-person', title: 'An administrator cannot change the sign-in address of someone who registered, but can change the name',
    async run(t, l) {
      const jar = t.jar()
      const p = await l.req.register(jar)
      const me = (await l.whoami({ jar, record: false })).json
      await l.adm('PUT', `/identities/${me.identity.id}`, { json: l.identity({ email: t.email('renamed') }) })
      await l.adm('PUT', `/identities/${me.identity.id}`, { json: l.identity({ email: p.email, name: { first: 'Grace' } }) })
      await l.whoami({ jar })
      const old = t.jar(), now = t.jar()
      await l.req.land('login', await l.req.login(old, p.email, p.password, {}), old)
      await l.req.login(now, t.email('renamed'), p.password, {})
      await l.whoami({ jar: now })
    },
  },
])
