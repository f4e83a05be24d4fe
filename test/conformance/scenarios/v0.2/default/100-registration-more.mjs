import { scenarios } from '../../../lib/legacy.mjs'
const NONE = '00000000-0000-4000-8000-000000000000'
const good = (t, l, more = {}) => ({ password: l.PASSWORD, 'traits.email': t.email(), 'traits.name.first': 'Ada', 'traits.name.last': 'L', 'traits.age': '36', 'traits.subscribed': 'true', ...more })
export default scenarios([
  {
    id: 'registration-recovers', title: 'After a mistake the same request can be completed',
    async run(t, l) {
      const jar = t.jar()
      const f = await l.req.open('registration', jar, '', { record: false })
      const again = await l.req.land('registration', await l.req.submit(f, 'password', jar, good(t, l, { password: 'abc' }), { record: false }), jar, { record: false })
      await l.req.submit(again, 'password', jar, good(t, l))
      await l.whoami({ jar })
    },
  },
  {
    id: 'registration-signed-in', title: 'Who is signed in is sent on instead of registering',
    async run(t, l) {
      const jar = t.jar()
      const before = await l.req.open('registration', jar, '', { record: false })
      await l.req.submit(before, 'password', jar, good(t, l), { record: false })
      await l.req.init('registration', jar)
      await l.req.init('registration', jar, '?return_to=http%3A%2F%2F127.0.0.1%3A4455%2Fx')
      await l.req.submit(before, 'password', jar, good(t, l, { 'traits.email': t.email('again') }))
    },
  },
  {
    id: 'registration-return-to', title: 'Where to go after registering: allowed and not allowed',
    async run(t, l) {
      const ok = t.jar()
      const f = await l.req.open('registration', ok, '?return_to=http%3A%2F%2F127.0.0.1%3A4455%2Fdone%3Fa%3Db')
      await l.req.submit(f, 'password', ok, good(t, l))
      const bad = t.jar()
      const { r, id } = await l.req.init('registration', bad, '?return_to=https%3A%2F%2Fevil.example.org%2F')
      if (id) {
        const g = await l.req.fetch('registration', id, bad, { record: false })
        const s = await l.req.submit(g, 'password', bad, good(t, l, { 'traits.email': t.email('bad') }))
        await l.error(s, bad)
      } else await l.error(r, bad)
    },
  },
])
