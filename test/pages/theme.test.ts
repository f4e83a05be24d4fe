// The look of the pages, as the configuration says it.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { tmpdir } from 'node:os'
import { stringify } from 'yaml'
import { ConfigError, faultLine } from '#config/faults.ts'
import { examine } from '#config/read.ts'
import { startServer, type Answer, type TestServer } from '../support/server.ts'
import { inline, png, theme } from '../support/theme.ts'

const base = 'http://127.0.0.1:4433'
const ofOurs = {
  selfservice: {
    default_browser_return_url: `${base}/ui/welcome`,
    flows: { login: { ui_url: `${base}/ui/login` } },
  },
}
const themed = (own: object) => ({ pallas: { pages: { product_name: 'Kite', theme: own } } })
const open = (server: TestServer, path = '/ui/welcome', language = 'en') =>
  server.public('GET', path, { accept: 'text/html', headers: { 'accept-language': language } })
/** The addresses of the files that a page loads. */
const filesOf = ({ text }: Answer): readonly string[] =>
  [...text.matchAll(/(?:href|src|srcset)="((?:theme|assets)\/[^"]+)"/g)].map(
    ([, name]) => `/ui/${name}`,
  )
const styleOf = async (server: TestServer) => {
  const path = filesOf(await open(server)).find((name) => name.endsWith('.css')) ?? ''
  return { path, ...(await server.public('GET', path)) }
}
const isImmutable = (answer: Answer) =>
  String(answer.headers['cache-control']).includes('immutable')

/** The faults of a theme at the start. */
function faultsOf(own: object): readonly string[] {
  const file = { file: 'kratos.yml', text: stringify(themed(own)) }
  try {
    examine([file], { files: [], env: {}, dev: true, cwd: tmpdir() })
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.faults.map(faultLine)
    throw error
  }
}

describe('a theme', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({
      ...ofOurs,
      ...themed({ ...theme, font: { ...theme.font, file: inline('wOF2…') } }),
    })
  })
  after(() => server.close())

  it('has files whose addresses name their content, and which browsers keep for ever', async () => {
    const files = [...new Set(filesOf(await open(server)))]
    assert.deepEqual(files.map((name) => name.replace(/-[0-9a-f]{12}/, '')).toSorted(), [
      '/ui/assets/app.js',
      '/ui/theme/logo-dark.svg',
      '/ui/theme/logo.svg',
      '/ui/theme/style.css',
    ])
    for (const name of files) {
      const answer = await server.public('GET', name)
      assert.equal(answer.status, 200, name)
      assert.ok(isImmutable(answer), name)
      assert.equal(answer.headers['vary'], undefined)
    }
  })

  it('has the colours, corners, fonts and background in its stylesheet', async () => {
    const { text } = await styleOf(server)
    for (const part of [
      '--accent: #5b2a86;',
      '--accent: #c4a7f5;',
      '--card: #ffffff;',
      '--radius: 20px;',
    ])
      assert.ok(text.includes(part), part)
    assert.match(text, /--sans: "theme", "Avenir Next", ui-rounded, -apple-system/)
    assert.match(text, /body \{ background: linear-gradient\(160deg, #f5f3fa, #e6dcf5\) fixed; \}/)
    assert.match(
      text,
      /@font-face \{\nfont-family: "theme"; src: url\("font-[0-9a-f]{12}\.woff2"\)/,
    )
  })

  it('lets pages load its font, and nothing more than before otherwise', async () => {
    const plain = await startServer(ofOurs)
    try {
      const policyOf = async (one: TestServer) =>
        String((await open(one)).headers['content-security-policy']).split('; ')
      const [ours, own] = [await policyOf(plain), await policyOf(server)]
      assert.deepEqual(
        own.filter((one) => !ours.includes(one)),
        ["font-src 'self'"],
      )
    } finally {
      await plain.close()
    }
  })

  it('serves pictures that can do nothing but show themselves', async () => {
    const path = filesOf(await open(server)).find((name) => name.endsWith('.svg')) ?? ''
    const { headers } = await server.public('GET', path)
    assert.equal(headers['content-type'], 'image/svg+xml')
    assert.match(String(headers['content-security-policy']), /^default-src 'none'; .*sandbox/)
    assert.equal(headers['x-content-type-options'], 'nosniff')
  })

  it('has footer links in the language of the page, or in that of the configuration', async () => {
    assert.match((await open(server, '/ui/welcome', 'de')).text, /privacy">Datenschutz<\/a>/)
    assert.match((await open(server, '/ui/welcome', 'fr')).text, /privacy">Privacy<\/a>/)
    assert.match((await open(server)).text, /href="mailto:help@kite.example">help@kite\.example</)
  })

  it('answers a file of another configuration with the present one, which is not kept', async () => {
    const { path, text } = await styleOf(server)
    const other = await server.public('GET', path.replace(/[0-9a-f]{12}/, '0123456789ab'))
    assert.deepEqual([other.status, other.text, isImmutable(other)], [200, text, false])
    for (const name of ['style.css', 'nothing-0123456789ab.css', '..%2f..%2fetc%2fpasswd'])
      assert.equal((await server.public('GET', `/ui/theme/${name}`)).status, 404, name)
  })

  it('is shown in the colours of the bar of a browser, and in its tab', async () => {
    const { text } = await open(server)
    assert.match(text, /content="#f5f3fa">\n.*content="#120d1c">/)
    assert.match(text, /<link rel="icon" type="image\/svg\+xml" href="theme\/logo-/)
    assert.match(text, /alt="">.*<p class="name">Kite<\/p>/)
  })

  it('is taken from a changed configuration, and stays when that has a fault', async () => {
    const first = await styleOf(server)
    assert.throws(
      () => server.reconfigure(themed({ colours: { light: { accent: '#ffff00' } } })),
      ConfigError,
    )
    assert.equal((await styleOf(server)).path, first.path)
    server.reconfigure(themed({ colours: { light: { accent: '#003399' } }, show_name: false }))
    const next = await styleOf(server)
    assert.notEqual(next.path, first.path)
    assert.match(next.text, /--accent: #003399;/)
    const page = (await open(server)).text
    assert.match(page, /alt="Kite">/)
    assert.doesNotMatch(page, /class="name"/)
  })
})

describe('a server without a theme', () => {
  it('has our look', async () => {
    const server = await startServer(ofOurs)
    try {
      const page = await open(server)
      assert.match(page.text, /class="emblem"/)
      assert.ok(filesOf(page).every((name) => name.startsWith('/ui/assets/')))
      assert.equal((await server.public('GET', '/ui/theme/style-0123456789ab.css')).status, 404)
    } finally {
      await server.close()
    }
  })
})

describe('a theme that cannot be used', () => {
  it('has a fault for each colour that is too weak, with one that would do', async () => {
    const [light = '', dark = '', ...more] = faultsOf({
      colours: { light: { accent: '#ffcc00' }, dark: { ink: '#444' } },
    })
    assert.deepEqual(more, [])
    assert.match(
      light,
      /theme\.colours\.light\.accent gives .+ a contrast of 1\.\d+:1, where text needs 4\.5:1 \(the nearest colour that would do is #[0-9a-f]{6}\)/,
    )
    assert.match(dark, /theme\.colours\.dark\.ink gives /)
  })

  // NOTE what a stylesheet, a header or a page must never be given
  const hostile = [
    'red;}*{display:none',
    '#fff;',
    '#fff}',
    'url(https://a.example)',
    '</style>',
    '"',
    "'",
    '\\',
    '#fff\n',
  ]
  for (const text of hostile)
    it(`is one with ${JSON.stringify(text)} in it`, () => {
      const places = {
        colour: { colours: { light: { accent: text } } },
        background: { background: { dark: [text] } },
        family: { font: { families: [`Arial${text}`] } },
        corner: { corner_radius: text },
        angle: { background: { angle: text } },
        link: { footer_links: [{ label: 'a', url: text }] },
        logo: { logo: text },
      }
      for (const [name, own] of Object.entries(places)) assert.equal(faultsOf(own).length, 1, name)
    })

  it('is one with a link that is no address of a page or a mailbox', async () => {
    for (const url of [
      'javascript:alert(1)',
      'data:text/html,x',
      '/privacy',
      'mailto:',
      'ftp://a.example',
      'https://a:b@c.example',
    ])
      assert.equal(faultsOf({ footer_links: [{ label: 'a', url }] }).length, 1, url)
    assert.match(
      String(faultsOf({ footer_links: [{ label: { gd: 'a' }, url: 'https://a.example' }] })),
      /label\.gd is no language of the pages/,
    )
  })

  it('shows a label as it is written', async () => {
    const server = await startServer({
      ...ofOurs,
      ...themed({ footer_links: [{ label: '<b>"&', url: 'https://a.example/?a&"<' }] }),
    })
    try {
      const { text } = await open(server)
      assert.match(
        text,
        /<a href="https:\/\/a\.example\/\?a&amp;&quot;&lt;">&lt;b&gt;&quot;&amp;<\/a>/,
      )
    } finally {
      await server.close()
    }
  })

  it('is one with a file that is missing, too large, or of another kind', async () => {
    const large = Buffer.concat([png(1, [0, 0, 0]), Buffer.alloc(300_000)])
    for (const [own, fault] of [
      [{ logo: 'missing.svg' }, /theme\.logo names the file missing\.svg, which does not exist/],
      [{ logo: inline('<html><svg></svg></html>') }, /names no file of SVG, PNG, JPEG, WebP/],
      [{ logo: inline(large) }, /names a file of more than 256 KB/],
      [{ logo: 'https://a.example/logo.svg' }, /must be a path/],
      [{ font: { file: inline(png(1, [0, 0, 0])) } }, /font\.file names no file of WOFF2/],
      [{ background: { image: 'base64://%' } }, /is not base64/],
      [{ logo_dark: inline(png(1, [0, 0, 0])) }, /needs pallas\.pages\.theme\.logo as well/],
    ] as const) {
      const faults = faultsOf(own)
      assert.equal(faults.length, 1, String(faults))
      assert.match(String(faults), fault)
    }
  })

  it('is not one with a picture, on which texts have a ground of their own', async () => {
    const image = inline(png(8, [20, 20, 20]))
    assert.deepEqual(faultsOf({ background: { image, light: ['#000'] } }), [])
    assert.equal(faultsOf({ background: { light: ['#000'] } }).length, 1)
  })
})
