import { scenarios } from '../../../lib/legacy.mjs'
const NONE = '00000000-0000-4000-8000-000000000000'
export default scenarios([
  {
    id: 'verification-registration-mail', title: 'The mail of the registration verifies, once',
    async run(t, l) {
      const jar = t.jar()
      const p = await l.req.register(jar)
      const mail = await t.mail(p.email)
      for (let i = 0; i < 2; i++) {
        const other = t.jar()
        const r = await l.pub('GET', mail.links[0], { jar: other })
        await l.req.land('verification', r, other)
      }
      await l.whoami({ jar })
    },
  },
  {
    id: 'verification-bad-code', title: 'A link with a code that nobody got, and an unknown way of verifying',
    async run(t, l) {
      const jar = t.jar()
      const r = await l.pub('GET', '/self-service/browser/flows/verification/email/confirm/nope', { jar })
      await l.req.land('verification', r, jar)
      const s = await l.pub('GET', '/self-service/browser/flows/verification/fax/confirm/nope', { jar })
      await l.req.land('verification', s, jar)
      const u = await l.req.init('verification/fax', jar)
      await l.error(u.r, jar)
    },
  },
])
