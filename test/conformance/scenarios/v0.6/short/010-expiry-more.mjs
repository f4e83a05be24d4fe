import { scenarios } from '../../../lib/legacy.mjs'
export default scenarios([
  {
    id: 'expired-recovery', title: 'A recovery flow and a mailed link that are over',
    async run(t, l) {
      const jar = t.jar()
      const p = await l.flow.registerApi()
      const first = await l.flow.api('recovery', '', { record: false })
      await l.flow.post(first, { method: 'link', email: p.email }, { record: false })
      const mail = await l.mail(p.email, '/recovery')
      const f = await l.flow.open('recovery', jar, '', { record: false })
      const g = await l.flow.api('recovery', '', { record: false })
      await t.sleep(1500)
      await l.flow.fetch('recovery', f.id, jar)
      await l.adm('GET', `/self-service/recovery/flows?id=${f.id}`)
      await l.flow.land('recovery', await l.flow.submit(f, jar, { method: 'link', email: p.email }), jar)
      const r = await l.flow.post(g, { method: 'link', email: p.email })
      if (r.location) await l.pub('GET', r.location)
      await l.flow.land('recovery', await l.pub('GET', mail.links[0], { jar }), jar)
      await l.whoami({ jar })
    },
  },
  {
    id: 'privileged-address', title: 'A new sign-in address needs a fresh sign-in in the browser too',
    async run(t, l) {
      const jar = t.jar()
      const p = await l.flow.register(jar)
      await t.sleep(1200)
      const f = await l.flow.open('settings', jar, '', { record: false })
      const r = await l.flow.submit(f, jar, { method: 'profile', 'traits.email': t.email('fresh') })
      const g = await l.flow.land('login', await l.pub('GET', r.location, { jar, accept: l.HTML }), jar)
      const back = await l.flow.submit(g, jar, { method: 'password', password_identifier: p.email, password: p.password })
      await l.flow.land('settings', await l.pub('GET', back.location, { jar, accept: l.HTML }), jar)
      await l.whoami({ jar })
    },
  },
])
