// The page with one button that opens instead of what an address does.
import assert from 'node:assert/strict'
import type { Jar } from './jar.ts'
import type { Answer, Call, TestServer } from './server.ts'

export const html = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

/** The headers of a browser that opens a page. `site`: how it came there. */
export const navigation = (site: 'none' | 'same-origin' | 'same-site' | 'cross-site') => ({
  'sec-fetch-site': site,
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
})

/** Opens an address as a browser does. */
export const visitPage = (
  server: TestServer,
  url: string,
  jar: Jar,
  site: Parameters<typeof navigation>[0] = 'none',
): Promise<Answer> => server.public('GET', url, { accept: html, jar, headers: navigation(site) })

/** What the only form of the page would send. Fails when there is not one form with one button. */
export function fieldsOf({ status, text }: Answer): Readonly<Record<string, string>> {
  assert.equal(status, 200, text)
  assert.deepEqual([...text.matchAll(/<form\b[^>]*>/g)].map(String), ['<form method="post">'])
  assert.equal([...text.matchAll(/<button\b/g)].length, 1)
  const elements = [...text.matchAll(/<(?:input|button)\b[^>]*>/g)].map(String)
  const attribute = (element: string, name: string) =>
    new RegExp(`\\b${name}="([^"]*)"`).exec(element)?.[1] ?? ''
  return Object.fromEntries(
    elements.map((one) => [attribute(one, 'name'), attribute(one, 'value')]),
  )
}

/** Presses the button of a page that this address has shown. */
export const pressButton = (
  server: TestServer,
  url: string,
  page: Answer,
  jar: Jar,
  call: Call = {},
): Promise<Answer> =>
  server.public('POST', url, {
    accept: html,
    jar,
    form: fieldsOf(page),
    headers: { ...navigation('same-origin'), origin: 'http://127.0.0.1:4433' },
    ...call,
  })
