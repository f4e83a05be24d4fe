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
    id: 'identity-of-registered', title: 'What the administrator sees of somebody who registered',
    async run(t, l) {
      const p = await l.flow.registerApi(t.email(), { record: false }, { name: { first: 'Ada', last: 'L' } })
      await l.adm('GET', `/identities/${p.id}`)
      await l.adm('GET', `/identities/${p.id}?include_credential=password`)
      await l.adm('DELETE', `/identities/${p.id}`)
      await l.whoami({ token: p.token })
      await l.flow.loginApi(p.email, p.password, {})
    },
  },
  {
    id: 'identity-create-twice', title: 'The address of somebody who registered is taken for the administrator too',
    async run(t, l) {
      const p = await l.flow.registerApi()
      await l.adm('POST', '/identities', { json: l.identity({ email: p.email }) })
    },
  },
])
