// A real browser, Debian's Chromium, and what tests ask of every page they see in it.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core'

const program = '/usr/bin/chromium'
/** The script that looks for what is not accessible, in its short form: a browser reads it on each page. */
export const axeScript = readFileSync(
  fileURLToPath(import.meta.resolve('axe-core/axe.min.js')),
  'utf8',
)
const quiet = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Why tests in a browser are skipped. With PALLAS_TEST_REQUIRE_ALL=1 they fail instead. */
export const noBrowser: string | false =
  existsSync(program) || process.env['PALLAS_TEST_REQUIRE_ALL'] === '1'
    ? false
    : 'needs Chromium: apt-get install -y chromium'

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: program, args: quiet })

export type Visit = {
  readonly page: Page
  readonly context: BrowserContext
  /** Fails when a page broke its own policy, logged an error, or asked another server for anything. */
  assertQuiet(): void
  close(): Promise<void>
}

/** A person in front of a browser of their own, watched from the first request on. */
export async function visit(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const complaints: string[] = []
  page.on('console', (line) => {
    if (line.type() === 'error' || line.type() === 'warning')
      complaints.push(`${page.url()}: ${line.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.origin !== origin && url.protocol !== 'data:')
      complaints.push(`${page.url()} asked for ${request.url()}`)
  })
  return {
    page,
    context,
    assertQuiet: () => assert.deepEqual(complaints, []),
    close: () => context.close(),
  }
}

/**
 * Fails with every rule of accessibility that the page breaks, and where. `only`: the rule that
 * counts, where the others were looked at before. `without`: one that was.
 */
export async function assertAccessible(
  page: Page,
  only?: string | readonly string[],
  without?: string,
): Promise<void> {
  if (await page.evaluate<boolean>(`typeof axe === 'undefined'`)) await page.evaluate(axeScript)
  const found = await page.evaluate(
    async ([rules, skipped]) => {
      const run = (
        globalThis as unknown as {
          axe: {
            run(options: object): Promise<{
              violations: { id: string; nodes: { target: unknown; failureSummary?: string }[] }[]
            }>
          }
        }
      ).axe
      const options = {
        resultTypes: ['violations'],
        ...(rules === undefined ? {} : { runOnly: [rules].flat() }),
        ...(skipped === undefined ? {} : { rules: { [skipped]: { enabled: false } } }),
      }
      return (await run.run(options)).violations.map(({ id, nodes }) => ({
        id,
        nodes: nodes.map((node) => `${String(node.target)}: ${node.failureSummary ?? ''}`),
      }))
    },
    [only, without] as const,
  )
  assert.deepEqual(found, [], `accessibility of ${page.url()}`)
}
