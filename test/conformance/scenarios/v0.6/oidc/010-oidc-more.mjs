import { scenarios } from '../../../lib/legacy.mjs'
// follows the redirects of the server until it sends the browser to a user interface; every hop is compared
async function follow(t, l, jar, r, idp, hops = 8) {
  while (hops-- > 0 && r.location) {
    if (r.location.startsWith(t.bases.aux)) r = await l.pub('GET', idp.consent(r.location), { jar, accept: l.HTML })
    else if (r.location.startsWith(t.bases.public.replace(/\/$/, ''))) r = await l.pub('GET', r.location, { jar, accept: l.HTML })
    else break
  }
  return r
}
const start = async (l, kind, jar, o) => l.flow.submit(await l.flow.open(kind, jar, '', o), jar, { provider: 'idp', method: 'oidc' })
export default scenarios([
  {
    id: 'oidc-taken', title: 'An address that somebody registered with a password is not given to the account of a provider',
    async run(t, l, k) {
      const idp = await k.provider()
      const p = await l.flow.registerApi()
      idp.claims = { sub: 'sub-' + t.unique, email: p.email }
      const jar = t.jar()
      await l.flow.land('registration', await follow(t, l, jar, await start(l, 'registration', jar, { record: false }), idp), jar)
      await l.whoami({ jar })
    },
  },
  {
    id: 'oidc-settings', title: 'Somebody links and unlinks an account of a provider in the settings',
    async run(t, l, k) {
      const idp = await k.provider()
      idp.claims = { sub: 'sub-' + t.unique, email: t.email() }
      const jar = t.jar()
      const p = await l.flow.register(jar)
      const f = await l.flow.open('settings', jar)
      await l.flow.land('settings', await follow(t, l, jar, await l.flow.submit(f, jar, { link: 'idp' }), idp), jar)
      const other = t.jar()
      await follow(t, l, other, await start(l, 'login', other, { record: false }), idp)
      const me = (await l.whoami({ jar: other })).json
      t.note('same address', me?.identity?.traits?.email === p.email)
      const g = await l.flow.open('settings', jar, '', { record: false })
      await l.flow.land('settings', await l.flow.submit(g, jar, { unlink: 'idp' }), jar)
      const h = await l.flow.open('settings', jar, '', { record: false })
      await l.flow.land('settings', await l.flow.submit(h, jar, { unlink: 'idp' }), jar)
      await l.flow.land('settings', await l.flow.submit(h, jar, { link: 'nope' }), jar)
    },
  },
])
