// Opens a page that somebody has before them once more in each language, and asks what must hold for it in all of them.
import assert from 'node:assert/strict'
import type { Browser, Cookie, Page } from 'playwright-core'
import { languageCookie } from '#http/cookies.ts'
import { languages } from '#languages/language.ts'
import { assertAccessible, axeScript, visit } from '../support/browser.ts'
import { inLanguage } from './main-pages.ts'
import { assertFits, assertLabels, assertTargets, assertWords } from './page-checks.ts'
import { createEnglishFinder, data, textsOn } from './texts-on-page.ts'

const narrow = { width: 320, height: 740 },
  wide = { width: 1280, height: 800 }

type Check = (page: Page) => Promise<void>
type Finder = ReturnType<typeof createEnglishFinder>

/**
 * What axe finds by the texts of a page, by its language or by how wide its texts are. All other rules
 * read colours, roles, ids, attributes and the order of elements, which are those of every language.
 */
const rulesOfTexts = [
  // read the name of an element, which is a text
  'area-alt',
  'aria-command-name',
  'aria-dialog-name',
  'aria-input-field-name',
  'aria-meter-name',
  'aria-progressbar-name',
  'aria-toggle-field-name',
  'aria-tooltip-name',
  'aria-treeitem-name',
  'button-name',
  'document-title',
  'empty-heading',
  'empty-table-header',
  'frame-title',
  'image-alt',
  'image-redundant-alt',
  'input-button-name',
  'input-image-alt',
  'label',
  'label-title-only',
  'link-name',
  'role-img-alt',
  'select-name',
  'summary-name',
  'svg-img-alt',
  'table-duplicate-name',
  // compare names with each other, or look for texts that are known
  'landmark-unique',
  'skip-link',
  // read the language of the page and of its parts
  'html-has-lang',
  'html-lang-valid',
  'html-xml-lang-mismatch',
  'valid-lang',
  // read sizes, which texts decide
  'scrollable-region-focusable',
  'target-size',
] as const

/**
 * Whether axe is asked all about a page, the n-th, in a language, the n-th; else about its texts.
 * All is asked in English by `accessibility.test.ts` and `console.test.ts`.
 */
const asksAll = (page: number, language: number) => (page + language) % 5 === 0

export type WalkOptions = {
  readonly scripts: boolean
  /** Whether targets may be smaller than on the public pages. */
  readonly hasSmallTargets?: boolean
  readonly finders?: ReadonlyMap<string, Finder>
  /** Texts of no language, besides those of the tour. */
  readonly names?: readonly string[]
  /** Elements with what has no language. */
  readonly without?: string
}

const findersOfPages = new Map(languages.map((one) => [one, createEnglishFinder(one)]))

/** What was found is kept, so that one walk tells of all. */
export async function createLanguageWalk(
  browser: Browser,
  origin: string,
  { scripts, finders = findersOfPages, names = data, without, hasSmallTargets }: WalkOptions,
) {
  const faults: string[] = []
  const seen = new Map<string, number>()
  const pathnames = new Set<string>()
  const options = { javaScriptEnabled: scripts, viewport: narrow }
  const { page, context, close } = await visit(browser, origin, options)
  // NOTE nearly every page is asked; a script for all of them is sent to the browser and compiled once
  if (scripts) await context.addInitScript(axeScript)
  const layout = [
    assertFits,
    ...(scripts ? [assertWords, assertLabels, ...(hasSmallTargets ? [] : [assertTargets])] : []),
  ]

  /** Looks at the page with this address as whoever has these cookies. */
  async function look(stop: string, url: string, cookies: readonly Cookie[]): Promise<void> {
    await context.clearCookies()
    await context.addCookies(cookies.filter(({ name }) => name !== languageCookie))
    const { pathname } = new URL(url)
    const isFirst = !pathnames.has(pathname)
    pathnames.add(pathname)
    let english: readonly string[] = []
    for (const [at, language] of languages.entries()) {
      const place = `${stop} in ${language}`
      const check = (one: Check) =>
        one(page).catch((error: unknown) => void faults.push(`${place}: ${String(error)}`))
      if (scripts) await page.setViewportSize(narrow)
      await page.goto(inLanguage(url, language))
      seen.set(stop, (seen.get(stop) ?? 0) + 1)
      const { lang, dir } = await page.evaluate<{ lang: string; dir: string }>(
        '(({ lang, dir }) => ({ lang, dir }))(document.documentElement)',
      )
      if (lang !== language || dir !== 'ltr') faults.push(`${place} has ${lang} ${dir}`)
      const texts = await textsOn(page, without)
      if (language === 'en') english = texts
      else
        for (const text of finders.get(language)?.(texts, english, names) ?? [])
          faults.push(`${place} has English: ${text}`)
      for (const one of layout) await check(one)
      if (!scripts) continue
      // NOTE it takes the most time. States and colours do not depend on the language, and are looked
      // at elsewhere in one
      if (isFirst)
        await check((open) =>
          asksAll(pathnames.size, at)
            ? assertAccessible(open, undefined, 'color-contrast')
            : assertAccessible(open, rulesOfTexts),
        )
      await page.setViewportSize(wide)
      for (const one of [assertFits, assertWords]) await check(one)
    }
  }

  /** Fails with all faults, and where a stop was not looked at in all languages. */
  function assertGood(atLeast: number): void {
    assert.deepEqual(faults, [])
    assert.ok(seen.size >= atLeast, `${seen.size} stops`)
    for (const [stop, found] of seen) assert.equal(found % languages.length, 0, stop)
  }

  return { look, assertGood, close }
}
