// What must hold for every page in every state.
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'

/** Runs a function body in the page. It answers what is wrong. */
async function assertNone(page: Page, what: string, body: string): Promise<void> {
  const faults = await page.evaluate<string[]>(`(() => {
    const faults = []
    const visible = (selector) => [...document.querySelectorAll(selector)].filter((one) =>
      one.checkVisibility({ visibilityProperty: true }))
    const name = (element) => element.outerHTML.slice(0, 120)
    ${body}
    return faults
  })()`)
  assert.deepEqual(faults, [], `${what} at ${page.url()}`)
}

/** Nothing needs scrolling to the side (WCAG 2.2, 1.4.10). */
export const assertFits = (page: Page): Promise<void> =>
  assertNone(
    page,
    'wider than the window',
    `if (document.documentElement.scrollWidth > innerWidth) {
      for (const one of visible('body *')) {
        if (one.getBoundingClientRect().right > innerWidth) faults.push(name(one))
      }
    }`,
  )

/** Everything to press is at least 44 px high and wide (WCAG 2.2, 2.5.5). */
export const assertTargets = (page: Page): Promise<void> =>
  assertNone(
    page,
    'targets that are too small',
    `const targets = 'a, button, summary, input:not([type=hidden], [type=checkbox]), .check label'
    for (const one of visible(targets)) {
      const { width, height } = one.getBoundingClientRect()
      if (height < 44 || width < 44) faults.push(width + ' x ' + height + ': ' + name(one))
    }`,
  )

/** Every control has a label that can be seen; further entries of a list have one of their own. */
export const assertLabels = (page: Page): Promise<void> =>
  assertNone(
    page,
    'controls without a label',
    `for (const one of visible('input, select, textarea')) {
      const label = one.labels[0]?.innerText ?? one.getAttribute('aria-label') ?? ''
      if (label.trim() === '') faults.push(name(one))
    }
    if (visible('h1').length !== 1) faults.push('not exactly one h1')
    if (visible('main').length !== 1) faults.push('not exactly one main')`,
  )

/** No word of headings, labels, buttons and links is broken in its middle; in rows of tables is data. */
export const assertWords = (page: Page): Promise<void> =>
  assertNone(
    page,
    'words that are broken',
    `for (const one of visible('h1, h2, h3, legend, label, button, a, summary, dt, th')) {
      if (one.closest('[translate=no], .account-name, pre, tbody')) continue
      const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT)
      for (let node; (node = walker.nextNode());) {
        for (const { 0: word, index } of node.data.matchAll(/\\p{Script=Latin}{2,}/gu)) {
          const range = document.createRange()
          range.setStart(node, index)
          range.setEnd(node, index + word.length)
          const tops = [...range.getClientRects()].filter(({ width }) => width > 1).map(({ top }) => top)
          if (Math.max(...tops) - Math.min(...tops) > 4) faults.push(word + ': ' + name(one))
        }
      }
    }`,
  )

/** Every class is in the stylesheet, but those that tell kinds of messages apart. */
export const assertStyled = (page: Page): Promise<void> =>
  assertNone(
    page,
    'classes without a style',
    `const rules = (list) => [...list].flatMap((one) => one.cssRules ? [one, ...rules(one.cssRules)] : [one])
    const selectors = [...document.styleSheets].flatMap((sheet) => rules(sheet.cssRules))
      .map((rule) => rule.selectorText ?? '').join(' ')
    const known = new Set([...selectors.matchAll(/\\.([\\w-]+)/g)].map(([, found]) => found))
    for (const one of document.querySelectorAll('[class]')) {
      for (const found of one.classList) {
        if (!known.has(found) && !/^(notice|message)-/.test(found)) faults.push(found)
      }
    }`,
  )

/** Every control shows that it has the focus of the keyboard (WCAG 2.2, 2.4.7). */
export async function assertFocusVisible(page: Page): Promise<void> {
  await page.keyboard.press('Tab')
  await assertNone(
    page,
    'focus that cannot be seen',
    `for (const one of visible('a, button, summary, input:not([type=hidden])')) {
      one.focus()
      const { outlineStyle, outlineWidth } = getComputedStyle(one)
      if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) faults.push(name(one))
    }`,
  )
}
