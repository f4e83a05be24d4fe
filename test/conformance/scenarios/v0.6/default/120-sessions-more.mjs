import { scenarios } from '../../../lib/legacy.mjs'
export default scenarios([
  {
    id: 'session-of-deleted-identity', title: 'Sessions of an identity that was deleted are worth nothing',
    async run(t, l) {
      const jar = t.jar()
      const p = await l.flow.registerApi()
      await l.flow.login(jar, p.email)
      await l.adm('DELETE', `/identities/${p.id}`)
      await l.whoami({ jar })
      await l.whoami({ token: p.token })
      await l.flow.init('settings', jar)
    },
  },
  {
    id: 'two-sessions', title: 'Two browsers of one person have a session each',
    async run(t, l) {
      const a = t.jar(), b = t.jar()
      const p = await l.flow.register(a)
      await l.flow.login(b, p.email)
      const one = (await l.whoami({ jar: a })).json, two = (await l.whoami({ jar: b })).json
      t.note('same session', one.id === two.id)
      t.note('same identity', one.identity.id === two.identity.id)
      await l.pub('GET', '/self-service/browser/flows/logout', { jar: a, record: false })
      await l.whoami({ jar: a })
      await l.whoami({ jar: b })
    },
  },
])
