import { scenarios } from '../../../lib/legacy.mjs'
// follows the redirects of the server until it sends the browser to a user interface; every hop is compared
async function follow(t, l, jar, r, idp, hops = 8) {
  while (hops-- > 0 && r.location) {
    if (r.location.startsWith(t.bases.aux)) r = await l.pub('GET', idp.consent(r.location), { jar })
    else if (r.location.startsWith(t.bases.public.replace(/\/$/, ''))) r = await l.pub('GET', r.location, { jar })
    else break
  }
  return r
}
const start = async (l, kind, jar, o) => {
  const f = await l.req.open(kind, jar, '', o)
  return l.pub('POST', f.methods.oidc.config.action, { jar, form: { csrf_token: l.req.csrf(f, 'oidc'), provider: 'idp' } })
}
export default scenarios([
  {
    id: 'oidc-registration-signs-in', title: 'Registering with an account that somebody has signs in',
    async run(t, l, k) {
      const idp = await k.provider()
      idp.claims = { sub: 'sub-' + t.unique, email: t.email() }
      const first = t.jar()
      await follow(t, l, first, await start(l, 'registration', first, { record: false }), idp)
      const jar = t.jar()
      await follow(t, l, jar, await start(l, 'registration', jar), idp)
      await l.whoami({ jar })
    },
  },
  {
    id: 'oidc-missing-traits', title: 'What the provider does not tell is asked for in the form',
    async run(t, l, k) {
      const idp = await k.provider()
      idp.claims = { sub: 'sub-' + t.unique, email: 'not-an-email' }
      const jar = t.jar()
      const r = await follow(t, l, jar, await start(l, 'registration', jar, { record: false }), idp)
      const f = await l.req.land('registration', r, jar)
      if (f?.methods) {
        idp.claims = { ...idp.claims, email: t.email() }
        const s = await l.pub('POST', f.methods.oidc.config.action, { jar, form: { csrf_token: l.req.csrf(f, 'oidc'), provider: 'idp', 'traits.name.first': 'Given' } })
        await follow(t, l, jar, s, idp)
        await l.whoami({ jar })
      }
    },
  },
])
