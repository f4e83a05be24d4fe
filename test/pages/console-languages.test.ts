// The console has room for longer words, and for a language that is written from right to left.
import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { madeUp } from '#languages/made-up.ts'
import { launchBrowser, noBrowser, visit } from '../support/browser.ts'
import { assertFits } from './page-checks.ts'
import { addressOf, startConsoleWorld, type ConsoleWorld } from '../support/console.ts'

const main = ['', '/people', '/people/:id', '/people/:id/sign-in', '/people/import', '/jobs/:id']
const more = [
  '/sessions',
  '/messages',
  '/operators',
  '/shield',
  '/audit',
  '/configuration',
  '/health',
]

describe('the console in made-up languages', { skip: noBrowser }, () => {
  let world: ConsoleWorld, browser: Browser, origin: string
  before(async () => {
    const offered = Object.keys(madeUp)
    world = await startConsoleWorld({ pallas: { languages: { offered, default: 'en-XA' } } })
    await world.server.app.admin.listen({ port: 0, host: '127.0.0.1' })
    const { port } = world.server.app.admin.server.address() as AddressInfo
    origin = `http://127.0.0.1:${port}`
    browser = await launchBrowser()
  })
  after(async () => {
    await browser.close()
    await world.server.close()
  })

  for (const locale of Object.keys(madeUp))
    it(`fits into narrow and wide screens: ${locale}`, async () => {
      const { page, assertQuiet, close } = await visit(browser, origin, { locale })
      for (const path of [...main, ...more]) {
        await page.goto(origin + addressOf(`/ui${path}`, world.ids))
        for (const width of [320, 1280]) {
          await page.setViewportSize({ width, height: 800 })
          await assertFits(page)
        }
        const direction = await page.evaluate<string>('document.documentElement.dir')
        assert.equal(direction, locale.startsWith('ar') ? 'rtl' : 'ltr')
      }
      assertQuiet()
      await close()
    })
})
