import { scenarios } from '../../../lib/legacy.mjs'
const NONE = '00000000-0000-4000-8000-000000000000'
export default scenarios([
  {
    id: 'settings-profile-address', title: 'A new address is not verified and gets a mail',
    async run(t, l) {
      const jar = t.jar()
      await l.req.register(jar)
      const f = await l.req.open('settings', jar, '', { record: false })
      await l.req.land('settings', await l.req.submit(f, 'profile', jar, { 'traits.email': t.email('fresh') }), jar)
      await l.whoami({ jar })
      const mail = await t.mail(t.email('fresh'))
      t.note('mail', mail.to.length)
      const other = t.jar()
      await l.req.login(other, t.email('fresh'), l.PASSWORD, {})
    },
  },
  {
    id: 'settings-profile-taken', title: 'The address of somebody else cannot be taken',
    async run(t, l) {
      const q = await l.req.register(t.jar(), t.email('first'))
      const jar = t.jar()
      await l.req.register(jar)
      const f = await l.req.open('settings', jar, '', { record: false })
      await l.req.land('settings', await l.req.submit(f, 'profile', jar, { 'traits.email': q.email }), jar)
      await l.whoami({ jar })
    },
  },
  {
    id: 'settings-password-invalid', title: 'A password that is not good enough',
    async run(t, l) {
      const jar = t.jar()
      const p = await l.req.register(jar)
      const f = await l.req.open('settings', jar, '', { record: false })
      for (const password of ['abc', '', p.email]) await l.req.land('settings', await l.req.submit(f, 'password', jar, { password }), jar)
    },
  },
])
