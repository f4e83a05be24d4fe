// What must hold for every page of a renderer in every state.
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { axeScript } from '../../support/browser.ts'

/** What a renderer itself does wrong, whatever it is sent: a rule of axe, and part of the HTML it complains of. */
export type OwnFaults = readonly (readonly [rule: string, html: RegExp])[]

type Violation = { readonly id: string; readonly html: readonly string[] }

const waysOn = 'button:enabled:visible, input[type=submit]:enabled:visible, a[href]:visible'

/** The states that were sound: what is read and can be used on the page. */
const sound = new Set<string>()

/**
 * Fails unless every field has a name, everything else is accessible, and there is a way on. A page
 * that is left while it is looked at is looked at again where it leads, as soon as that is drawn.
 */
export async function assertSound(page: Page, own: OwnFaults, attempts = 3): Promise<void> {
  try {
    await look(page, own)
  } catch (error) {
    if (attempts === 1 || !/context was destroyed/.test(String(error))) throw error
    await page.waitForLoadState()
    await page.locator(waysOn).first().waitFor()
    await assertSound(page, own, attempts - 1)
  }
}

async function look(page: Page, own: OwnFaults): Promise<void> {
  const state = await page.evaluate<string>(`JSON.stringify([
    location.pathname, document.body.innerText.replace(/\\S+@\\S+|\\d+/g, ''),
    [...document.querySelectorAll('input, button, a')].map((one) => [one.type, one.name]),
  ])`)
  if (sound.has(state)) return
  await page.evaluate(axeScript)
  const found = await page.evaluate<Violation[]>(`(async () =>
    (await axe.run({
      resultTypes: ['violations'], rules: { 'color-contrast': { enabled: false } },
    })).violations.map(({ id, nodes }) => ({
      id, html: nodes.map((node) => node.html.slice(0, 400)),
    })))()`)
  const faults = found.flatMap(({ id, html }) =>
    html
      .filter((one) => !own.some(([rule, part]) => rule === id && part.test(one)))
      .map((one) => `${id}: ${one}`),
  )
  assert.deepEqual(faults, [], `accessibility of ${page.url()}`)
  assert.ok((await page.locator(waysOn).count()) > 0, `no way on from ${page.url()}`)
  sound.add(state)
}
