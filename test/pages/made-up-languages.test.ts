// Every page in two made-up languages: what is not translated, or has no room for longer words or for
// a language that is written from right to left, shows itself.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { madeUp, type MadeUp } from '#languages/made-up.ts'
import { launchBrowser, noBrowser, visit } from '../support/browser.ts'
import { startPallas, type PallasProcess } from '../support/pallas-process.ts'
import { tour, tourConfig, tourOfErrors } from './tour.ts'

const languages = Object.keys(madeUp) as readonly MadeUp[]
const config = {
  ...tourConfig,
  pallas: { ...tourConfig.pallas, languages: { offered: languages, default: 'en-XA' } },
}

/** Texts of the service and of the person, and what has no language. */
const data = [
  'E-mail',
  'First name',
  'Last name',
  'Website',
  'Date of birth',
  'Member since',
  'Number of children',
  'Pets',
  'Send me the newsletter, at most once in a month',
  'Pallas',
  'UTC',
  'node',
]
const dataElements =
  'time, dd, .account-name, .codes, .output-text, [translate=no], script, style, noscript'

/** Texts and names on the page with letters that no text of the language has. */
const untranslated = (page: Page): Promise<readonly string[]> =>
  page.evaluate<string[]>(`(() => {
    const texts = [document.title]
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node; (node = walker.nextNode());) {
      if (!node.parentElement.closest(${JSON.stringify(dataElements)})) texts.push(node.data)
    }
    for (const one of document.querySelectorAll('body *')) {
      if (one.closest('[translate=no]')) continue
      for (const name of ['placeholder', 'aria-label', 'title', 'alt', 'download'])
        if (one.hasAttribute(name)) texts.push(one.getAttribute(name))
      for (const [name, value] of Object.entries(one.dataset))
        if (/^(show|hide|print)/i.test(name)) texts.push(value)
    }
    const data = ${JSON.stringify(data)}
    return texts.filter((text) => {
      let rest = text
      while (rest !== (rest = rest.replaceAll(/⟦[^⟦⟧]*⟧/g, '')));
      rest = data.reduce((all, one) => all.replaceAll(one, ''), rest).replaceAll(/[\\da-f-]{36}/g, '')
      return /\\p{Letter}/u.test(rest)
    })
  })()`)

const isTooWide = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')

describe('every page in a made-up language', { skip: noBrowser, concurrency: true }, () => {
  let server: PallasProcess, browser: Browser
  before(async () => {
    server = await startPallas(config, 'localhost')
    browser = await launchBrowser()
  })
  after(async () => {
    await browser.close()
    server.stop()
  })

  for (const language of languages)
    it(`is translated and fits into 320 px: ${language}`, async () => {
      let stops = 0
      const { page, close } = await visit(browser, server.url, {
        locale: language,
        viewport: { width: 320, height: 640 },
      })
      const look = async (stop: string) => {
        stops++
        const { lang, dir } = await page.evaluate<{ lang: string; dir: string }>(
          '(({ lang, dir }) => ({ lang, dir }))(document.documentElement)',
        )
        assert.equal(lang, language, stop)
        assert.equal(dir, language.startsWith('ar') ? 'rtl' : 'ltr', stop)
        assert.deepEqual(await untranslated(page), [], stop)
        assert.equal(await isTooWide(page), false, `${stop} is too wide`)
      }
      try {
        await tour(page, server, look, madeUp[language])
        await tourOfErrors(page, server, look)
      } finally {
        await close()
      }
      assert.ok(stops > 30, `${stops} stops`)
    })
})
