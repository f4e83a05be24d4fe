import { scenarios } from '../../../lib/legacy.mjs'
const NONE = '00000000-0000-4000-8000-000000000000'
const cred = (p, more = {}) => ({ method: 'password', password_identifier: p.email, password: p.password, ...more })
export default scenarios([
  {
    id: 'login-csrf', title: 'Signing in needs the anti-CSRF token and cookie',
    async run(t, l) {
      const p = await l.flow.registerApi()
      const jar = t.jar()
      const f = await l.flow.open('login', jar, '', { record: false })
      await l.flow.land('login', await l.flow.submit(f, jar, cred(p), { csrf: false }), jar)
      await l.flow.land('login', await l.flow.submit(f, jar, cred(p), { csrf: 'wrong' }), jar)
      const empty = t.jar()
      await l.flow.land('login', await l.flow.submit(f, empty, cred(p)), empty)
      await l.pub('POST', f.ui.action, { jar, json: cred(p), accept: 'application/json' })
      const g = await l.flow.api('login', '', { record: false })
      await l.pub('POST', g.ui.action, { json: cred(p), accept: 'application/json', headers: { cookie: 'a=b' } })
    },
  },
  {
    id: 'login-api-signed-in', title: 'A native app with a session: refused, unless the session is to be refreshed',
    async run(t, l) {
      const p = await l.flow.registerApi()
      await l.flow.api('login', '', { token: p.token })
      const f = await l.flow.api('login', '?refresh=true', { token: p.token })
      const r = await l.flow.post(f, cred(p), { token: p.token })
      await l.whoami({ token: r.json?.session_token ?? p.token })
      await l.whoami({ token: p.token })
      const g = await l.flow.api('login', '', { record: false })
      await l.flow.post(g, cred(p), { token: p.token })
    },
  },
  {
    id: 'login-return-to', title: 'Where to go after signing in: allowed and not allowed',
    async run(t, l) {
      const p = await l.flow.registerApi()
      const ok = t.jar()
      await l.flow.submit(await l.flow.open('login', ok, '?return_to=http%3A%2F%2F127.0.0.1%3A4455%2Fdone%3Fa%3Db'), ok, cred(p))
      const bad = t.jar()
      const { r, id } = await l.flow.init('login', bad, '?return_to=https%3A%2F%2Fevil.example.org%2F')
      if (id) await l.flow.land('login', await l.flow.submit(await l.flow.fetch('login', id, bad, { record: false }), bad, cred(p)), bad)
      else await l.error(r, bad)
    },
  },
])
