import { scenarios } from '../../../lib/legacy.mjs'
export default scenarios([
  {
    id: 'session-of-deleted-identity', title: 'The session of an identity that was deleted is worth nothing',
    async run(t, l) {
      const jar = t.jar()
      await l.req.register(jar)
      const me = (await l.whoami({ jar, record: false })).json
      await l.adm('DELETE', `/identities/${me.identity.id}`)
      await l.whoami({ jar })
      await l.req.init('settings', jar)
    },
  },
  {
    id: 'two-sessions', title: 'Two browsers of one person have a session each',
    async run(t, l) {
      const a = t.jar(), b = t.jar()
      const p = await l.req.register(a)
      await l.req.login(b, p.email)
      const one = (await l.whoami({ jar: a })).json, two = (await l.whoami({ jar: b })).json
      t.note('same session', one.sid === two.sid)
      t.note('same identity', one.identity.id === two.identity.id)
      await l.pub('GET', '/self-service/browser/flows/logout', { jar: a, record: false })
      await l.whoami({ jar: a })
      await l.whoami({ jar: b })
    },
  },
])
