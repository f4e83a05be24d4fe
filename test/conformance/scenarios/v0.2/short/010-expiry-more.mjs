import { scenarios } from '../../../lib/legacy.mjs'
export default scenarios([
  {
    id: 'expired-registration', title: 'A registration request that is over',
    async run(t, l) {
      const jar = t.jar()
      const f = await l.req.open('registration', jar, '', { record: false })
      await t.sleep(1200)
      await l.req.fetch('registration', f.id, jar)
      await l.adm('GET', `/self-service/browser/flows/requests/registration?request=${f.id}`)
      await l.req.land('registration', await l.req.submit(f, 'password', jar, { 'traits.email': t.email(), password: l.PASSWORD }), jar)
      await l.whoami({ jar })
    },
  },
  {
    id: 'expired-settings', title: 'A settings request that is over',
    async run(t, l) {
      const jar = t.jar()
      const p = await l.req.register(jar)
      const f = await l.req.open('settings', jar, '', { record: false })
      await t.sleep(4300)
      await l.req.fetch('settings', f.id, jar)
      await l.adm('GET', `/self-service/browser/flows/requests/settings?request=${f.id}`)
      await l.req.land('settings', await l.req.submit(f, 'profile', jar, { 'traits.email': p.email, 'traits.name.first': 'Late' }), jar)
      await l.whoami({ jar })
    },
  },
  {
    id: 'privileged-address', title: 'A new sign-in address needs a fresh sign-in; a new name does not',
    async run(t, l) {
      const jar = t.jar()
      const p = await l.req.register(jar)
      await t.sleep(1200)
      const f = await l.req.open('settings', jar, '', { record: false })
      await l.req.land('settings', await l.req.submit(f, 'profile', jar, { 'traits.email': p.email, 'traits.name.first': 'Free' }), jar)
      const g = await l.req.open('settings', jar, '', { record: false })
      const r = await l.req.submit(g, 'profile', jar, { 'traits.email': t.email('fresh') })
      const again = await l.pub('GET', r.location, { jar })
      const h = await l.req.land('login', again, jar)
      const back = await l.req.submit(h, 'password', jar, { identifier: p.email, password: p.password })
      const done = await l.pub('GET', back.location, { jar })
      await l.req.land('settings', done, jar)
      await l.whoami({ jar })
    },
  },
])
