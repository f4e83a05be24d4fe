import { scenarios } from '../../../lib/legacy.mjs'
const NONE = '00000000-0000-4000-8000-000000000000'
const form = (t, l, more = {}) => ({ method: 'password', password: l.PASSWORD, 'traits.email': t.email(), 'traits.name.first': 'Ada', 'traits.name.last': 'L', 'traits.age': '36', 'traits.subscribed': 'true', ...more })
const json = (t, l, more = {}, traits = {}) => ({ method: 'password', password: l.PASSWORD, traits: { email: t.email(), name: { first: 'Ada', last: 'L' }, ...traits }, ...more })
export default scenarios([
  {
    id: 'registration-browser-json', title: 'Registering in the browser with a JSON body',
    async run(t, l) {
      const jar = t.jar()
      const f = await l.flow.open('registration', jar, '', { record: false })
      await l.flow.submit(f, jar, json(t, l), { json: true })
      await l.whoami({ jar })
    },
  },
  {
    id: 'registration-taken', title: 'An address that somebody has cannot be registered again',
    async run(t, l) {
      await l.flow.registerApi()
      const jar = t.jar()
      const f = await l.flow.open('registration', jar, '', { record: false })
      await l.flow.land('registration', await l.flow.submit(f, jar, form(t, l)), jar)
      const g = await l.flow.api('registration', '', { record: false })
      await l.flow.post(g, json(t, l))
    },
  },
  {
    id: 'registration-signed-in', title: 'Who is signed in does not register',
    async run(t, l) {
      const jar = t.jar()
      const f = await l.flow.open('registration', jar, '', { record: false })
      await l.flow.submit(f, jar, form(t, l), { record: false })
      await l.flow.init('registration', jar)
      await l.flow.init('registration', jar, '?return_to=http%3A%2F%2F127.0.0.1%3A4455%2Fx')
      await l.flow.init('registration', jar, '', { accept: 'application/json' })
      await l.flow.submit(f, jar, form(t, l, { 'traits.email': t.email('again') }))
      const p = await l.flow.registerApi(t.email('native'))
      await l.flow.api('registration', '', { token: p.token })
      const g = await l.flow.api('registration', '', { record: false })
      await l.flow.post(g, json(t, l), { token: p.token })
    },
  },
])
