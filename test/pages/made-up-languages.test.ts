// Every page in two made-up languages: what is not translated, or has no room for longer words or for
// a language that is written from right to left, shows itself.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { madeUp, type MadeUp } from '#languages/made-up.ts'
import { assertAccessible, launchBrowser, noBrowser, visit } from '../support/browser.ts'
import { startPallas, type PallasProcess } from '../support/pallas-process.ts'
import { data, textsOn } from './texts-on-page.ts'
import { tour, tourConfig, tourOfErrors } from './tour.ts'

const languages = Object.keys(madeUp) as readonly MadeUp[]
const config = {
  ...tourConfig,
  pallas: { ...tourConfig.pallas, languages: { offered: languages, default: 'en-XA' } },
}

/** Texts and names on the page with letters that no text of the language has. */
const untranslated = async (page: Page): Promise<readonly string[]> =>
  (await textsOn(page)).filter((text) => {
    let rest = text
    for (let before = ''; before !== rest;) {
      before = rest
      rest = rest.replaceAll(/⟦[^⟦⟧]*⟧/g, '')
    }
    const left = data.reduce((all, one) => all.replaceAll(one, ''), rest)
    return /\p{Letter}/u.test(left.replaceAll(/[\da-f-]{36}/g, ''))
  })

const isRightToLeft = (language: MadeUp): boolean => language.startsWith('ar')

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

  const walks = languages.flatMap((language) =>
    isRightToLeft(language)
      ? [
          { language, javaScriptEnabled: true },
          { language, javaScriptEnabled: false },
        ]
      : [{ language, javaScriptEnabled: true }],
  )
  for (const { language, javaScriptEnabled } of walks)
    it(`is translated and fits into 320 px: ${language}${javaScriptEnabled ? '' : ', without scripts'}`, async () => {
      let stops = 0
      const pathnames = new Set<string>()
      const { page, close } = await visit(browser, server.url, {
        locale: language,
        javaScriptEnabled,
        viewport: { width: 320, height: 640 },
      })
      const look = async (stop: string) => {
        stops++
        const { lang, dir } = await page.evaluate<{ lang: string; dir: string }>(
          '(({ lang, dir }) => ({ lang, dir }))(document.documentElement)',
        )
        assert.equal(lang, language, stop)
        assert.equal(dir, isRightToLeft(language) ? 'rtl' : 'ltr', stop)
        assert.deepEqual(await untranslated(page), [], stop)
        assert.equal(await isTooWide(page), false, `${stop} is too wide`)
        const { pathname } = new URL(page.url())
        if (!javaScriptEnabled || !isRightToLeft(language) || pathnames.has(pathname)) return
        pathnames.add(pathname)
        // NOTE colours do not depend on the direction
        await assertAccessible(page, undefined, 'color-contrast')
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
