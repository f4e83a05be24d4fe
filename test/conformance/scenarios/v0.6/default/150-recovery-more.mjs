import { scenarios } from '../../../lib/legacy.mjs'
const NONE = '00000000-0000-4000-8000-000000000000'
export default scenarios([
  {
    id: 'recovery-unknown-flow', title: 'Flows and links that do not exist',
    async run(t, l) {
      const jar = t.jar()
      const f = await l.flow.open('recovery', jar, '', { record: false })
      for (const q of [`?id=${NONE}`, '?id=nope', '']) {
        await l.pub('GET', `/self-service/recovery/flows${q}`, { jar })
        await l.adm('GET', `/self-service/recovery/flows${q}`)
      }
      const at = f.ui.action.split('?')[0]
      for (const q of [`?flow=${NONE}`, '?flow=nope', '']) await l.flow.land('recovery', await l.pub('POST', at + q, { jar, accept: l.HTML, form: { csrf_token: l.flow.csrf(f), method: 'link', email: t.email() } }), jar)
      await l.flow.land('recovery', await l.pub('GET', `${at}?token=nope&flow=${f.id}`, { jar, accept: l.HTML }), jar)
      await l.flow.land('recovery', await l.pub('GET', `${at}?token=nope`, { jar, accept: l.HTML }), jar)
    },
  },
  {
    id: 'recovery-signed-in', title: 'Recovering while signed in',
    async run(t, l) {
      const jar = t.jar()
      const p = await l.flow.register(jar)
      await l.flow.init('recovery', jar)
      const f = await l.flow.open('recovery', t.jar(), '', { record: false })
      await l.flow.submit(f, jar, { method: 'link', email: p.email })
      const q = await l.flow.registerApi(t.email('native'))
      await l.flow.api('recovery', '', { token: q.token })
    },
  },
  {
    id: 'recovery-admin-link-expired', title: 'A link of the administrator that is over',
    async run(t, l) {
      const p = await l.flow.registerApi()
      const { recovery_link } = (await l.adm('POST', '/recovery/link', { json: { identity_id: p.id, expires_in: '1s' } })).json
      await t.sleep(1500)
      const jar = t.jar()
      await l.flow.land('recovery', await l.pub('GET', recovery_link, { jar }), jar)
      await l.whoami({ jar })
    },
  },
  {
    id: 'recovery-verifies', title: 'Who recovers by mail has a verified address',
    async run(t, l) {
      const p = await l.flow.registerApi()
      const f = await l.flow.api('recovery', '', { record: false })
      await l.flow.post(f, { method: 'link', email: p.email }, { record: false })
      const mail = await l.mail(p.email, '/recovery')
      await l.pub('GET', mail.links[0], { jar: t.jar(), record: false })
      await l.adm('GET', `/identities/${p.id}`)
    },
  },
])
