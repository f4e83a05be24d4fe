import { scenarios } from '../../../lib/legacy.mjs'
const NONE = '00000000-0000-4000-8000-000000000000'
const profile = (p, more = {}) => ({ method: 'profile', 'traits.email': p.email, ...more })
export default scenarios([
  {
    id: 'settings-api-password', title: 'A native app changes the password',
    async run(t, l) {
      const p = await l.flow.registerApi()
      const f = await l.flow.api('settings', '', { token: p.token, record: false })
      await l.flow.post(f, { method: 'password', password: 'abc' }, { token: p.token })
      await l.flow.post(f, { method: 'password', password: '' }, { token: p.token })
      await l.flow.post(f, { method: 'password', password: l.PASSWORD2 }, { token: p.token })
      await l.flow.loginApi(p.email, p.password, {})
      await l.flow.loginApi(p.email, l.PASSWORD2, {})
    },
  },
  {
    id: 'settings-profile-address', title: 'A new address is not verified, gets a mail and can be signed in with',
    async run(t, l) {
      const jar = t.jar()
      await l.flow.register(jar)
      const f = await l.flow.open('settings', jar, '', { record: false })
      await l.flow.land('settings', await l.flow.submit(f, jar, profile({ email: t.email('fresh') })), jar)
      await l.whoami({ jar })
      const mail = await t.mail(t.email('fresh'))
      t.note('links', [...new Set(mail.links.map((x) => t.text(x)))])
      const other = t.jar()
      await l.flow.login(other, t.email('fresh'), l.PASSWORD, {})
    },
  },
  {
    id: 'settings-profile-taken', title: 'The address of somebody else cannot be taken',
    async run(t, l) {
      const q = await l.flow.registerApi(t.email('first'))
      const jar = t.jar()
      await l.flow.register(jar)
      const f = await l.flow.open('settings', jar, '', { record: false })
      await l.flow.land('settings', await l.flow.submit(f, jar, profile(q)), jar)
      await l.whoami({ jar })
      const p = await l.flow.registerApi(t.email('native'))
      const g = await l.flow.api('settings', '', { token: p.token, record: false })
      await l.flow.post(g, { method: 'profile', traits: { email: q.email } }, { token: p.token })
    },
  },
  {
    id: 'settings-return-to', title: 'Where to go after changing settings',
    async run(t, l) {
      const jar = t.jar()
      const p = await l.flow.register(jar)
      const f = await l.flow.open('settings', jar, '?return_to=http%3A%2F%2F127.0.0.1%3A4455%2Fdone')
      await l.flow.submit(f, jar, profile(p, { 'traits.name.first': 'Grace' }))
      const { r, id } = await l.flow.init('settings', jar, '?return_to=https%3A%2F%2Fevil.example.org%2F')
      if (id) await l.flow.land('settings', await l.flow.submit(await l.flow.fetch('settings', id, jar, { record: false }), jar, profile(p)), jar)
      else await l.error(r, jar)
    },
  },
])
