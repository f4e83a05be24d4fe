// Makes the pictures of the console in docs/images: each page in the light and in the dark scheme and
// on a phone, of a server with people who have done things for a month.
//   npm run images
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { launchBrowser } from '../test/support/browser.ts'
import { proveAddress, signIn, signUp } from '../test/support/people.ts'
import { startServer, type TestServer } from '../test/support/server.ts'

const folder = join(import.meta.dirname, '../docs/images')
const names = [
  'Ada Lovelace',
  'Grace Hopper',
  'Edsger Dijkstra',
  'Barbara Liskov',
  'Donald Knuth',
  'Radia Perlman',
  'Niklaus Wirth',
  'Frances Allen',
  'Tony Hoare',
  'Margaret Hamilton',
  'Ken Thompson',
  'Jean Bartik',
  'Alan Kay',
  'Karen Spärck Jones',
  'John McCarthy',
  'Hedy Lamarr',
  'Leslie Lamport',
  'Shafi Goldwasser',
  'Dennis Ritchie',
  'Adele Goldberg',
]
const dayMs = 86_400_000
const plain = (text: string) => text.normalize('NFD').replace(/[^\w]/g, '').toLowerCase()

const server = await startServer({
  selfservice: {
    flows: { verification: { enabled: true }, recovery: { enabled: true } },
    methods: { code: { enabled: true }, link: { enabled: true } },
  },
  pallas: { shield: { enabled: false }, pages: { product_name: 'Example' } },
})
const ids = await live(server)
await server.app.admin.listen({ port: 0, host: '127.0.0.1' })
const { port } = server.app.admin.server.address() as AddressInfo

const pages: Readonly<Record<string, string>> = {
  overview: '/ui?range=month',
  people: '/ui/people',
  person: `/ui/people/${ids[0] ?? ''}`,
  audit: '/ui/audit',
}
const views = {
  light: { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  dark: { colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  phone: {
    colorScheme: 'light',
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
  },
} as const

const browser = await launchBrowser()
for (const [view, options] of Object.entries(views)) {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  await page.clock.setFixedTime(server.now())
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(`http://127.0.0.1:${port}${path}`)
    await page.screenshot({ path: join(folder, `console-${name}-${view}.png`) })
    console.log(`docs/images/console-${name}-${view}.png`)
  }
  await context.close()
}
await browser.close()
await server.close()
process.exit(0)

/** A month in which one after the other signs up, and some sign in again and again, or mistype. */
async function live(on: TestServer): Promise<readonly string[]> {
  const made: { readonly id: string; readonly email: string }[] = []
  for (let day = 0; day < 30; day++) {
    const name = names[Math.floor((day * names.length) / 30)] ?? ''
    const email = `${plain(name.split(' ')[0] ?? '')}@example.org`
    if (!made.some((one) => one.email === email)) {
      const [first = '', ...last] = name.split(' ')
      const { id } = await signUp(on, email, { name: { first, last: last.join(' ') } })
      made.unshift({ id, email })
      if (day % 4 !== 1) await proveAddress(on, id)
    }
    for (let n = 0; n < 3 + ((day * 7) % 5); n++) {
      const who = made[(day * 5 + n * 3) % made.length]
      if (who) await signIn(on, who.email, ...(n % 4 === 3 ? ['mistyped'] : []))
      on.pass(Math.floor(dayMs / 12))
    }
    await on.app.courier.drain()
    on.pass(Math.floor(dayMs / 3))
  }
  const [, second, third] = made
  if (second) await on.admin('DELETE', `/admin/identities/${second.id}/sessions`)
  if (third)
    await on.admin('PATCH', `/admin/identities/${third.id}`, {
      json: [{ op: 'replace', path: '/state', value: 'inactive' }],
    })
  return made.map(({ id }) => id)
}
