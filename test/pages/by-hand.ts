// What a person does on the built-in pages in a browser.
import type { Page } from 'playwright-core'
import { password } from '../support/people.ts'

export const heading = (page: Page): Promise<string> => page.locator('h1').innerText()

export const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click()

/** Signs up at the server of this address. `lands`: the page that follows, as a pattern. */
export async function signUp(
  page: Page,
  url: string,
  email: string,
  lands = '**/ui/welcome',
): Promise<void> {
  await page.goto(`${url}/ui/registration`)
  await page.getByLabel('E-mail').fill(email)
  await press(page, 'Continue')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await press(page, 'Create account')
  await page.waitForURL(lands)
}
