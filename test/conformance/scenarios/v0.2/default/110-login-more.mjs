import { scenarios } from '../../../lib/legacy.mjs'
const NONE = '00000000-0000-4000-8000-000000000000'
export default scenarios([
  {
    id: 'login-request-guard', title: 'A login request can be read by its browser and by the administrator only',
    async run(t, l) {
      const jar = t.jar()
      const { id } = await l.req.init('login', jar, '', { record: false })
      const at = '/self-service/browser/flows/requests/login?request='
      await l.pub('GET', at + id)
      await l.pub('GET', at + NONE, { jar })
      await l.pub('GET', at + 'nope', { jar })
      await l.adm('GET', at + NONE)
      await l.adm('GET', at + 'nope')
    },
  },
  {
    id: 'login-unknown-request', title: 'Submitting for a login request that does not exist ends on the error page',
    async run(t, l) {
      const jar = t.jar()
      const f = await l.req.open('login', jar, '', { record: false })
      const base = l.req.config(f).action.split('?')[0]
      for (const q of [`?request=${NONE}`, '?request=nope', '']) {
        const r = await l.pub('POST', base + q, { jar, form: { csrf_token: l.req.csrf(f), identifier: 'a', password: 'b' } })
        await l.error(r, jar)
      }
    },
  },
  {
    id: 'login-other-person', title: 'Signing in again as somebody else',
    async run(t, l) {
      const jar = t.jar()
      await l.req.register(jar)
      const q = await l.req.register(t.jar(), t.email('second'))
      const f = await l.req.open('login', jar, l.again, { record: false })
      await l.req.land('login', await l.req.submit(f, 'password', jar, { identifier: q.email, password: q.password }), jar)
      await l.whoami({ jar })
    },
  },
])
