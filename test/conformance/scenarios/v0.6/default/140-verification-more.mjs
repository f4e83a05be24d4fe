import { scenarios } from '../../../lib/legacy.mjs'
const NONE = '00000000-0000-4000-8000-000000000000'
export default scenarios([
  {
    id: 'verification-registration-mail', title: 'The mail of the registration verifies without a session',
    async run(t, l) {
      const p = await l.flow.registerApi()
      const mail = await t.mail(p.email)
      const other = t.jar()
      await l.flow.land('verification', await l.pub('GET', mail.links[0], { jar: other }), other)
      await l.whoami({ token: p.token })
      await l.adm('GET', `/identities/${p.id}`)
    },
  },
  {
    id: 'verification-ajax', title: 'A single-page app asks for JSON',
    async run(t, l) {
      const p = await l.flow.registerApi()
      const jar = t.jar()
      const accept = 'application/json'
      const r = await l.pub('GET', '/self-service/verification/browser', { jar, accept })
      const f = r.json?.ui ? r.json : await l.flow.fetch('verification', t.query(r.location, 'flow'), jar)
      await l.flow.submit(f, jar, { method: 'link', email: 'nope' }, { json: true, accept })
      await l.flow.submit(f, jar, { method: 'link', email: p.email }, { json: true, accept })
    },
  },
  {
    id: 'verification-return-to', title: 'Where to go after verifying',
    async run(t, l) {
      const jar = t.jar()
      const p = await l.flow.registerApi()
      await t.mail(p.email)
      const f = await l.flow.open('verification', jar, '?return_to=http%3A%2F%2F127.0.0.1%3A4455%2Fdone')
      await l.flow.submit(f, jar, { method: 'link', email: p.email }, { record: false })
      const mail = await t.mail(p.email, 2)
      await l.pub('GET', mail.links[0], { jar })
    },
  },
])
