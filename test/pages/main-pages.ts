// The main pages, for what looks at all of them many times: in each language, in several schemes.
import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { password } from '../support/people.ts'

export const signedOutPages = {
  'sign-in': '/ui/login',
  'sign-up': '/ui/registration',
  recovery: '/ui/recovery',
  'end-session': '/ui/end-session?session=1&token=2',
  error: '/ui/error?id=stub:500',
} as const

export const signedInPages = {
  welcome: '/ui/welcome',
  settings: '/ui/settings',
  sessions: '/ui/sessions',
} as const

/** Signs somebody up in the browser, who is then signed in, with `tourConfig`. */
export async function signUpIn(page: Page, url: string): Promise<void> {
  const submit = () => page.locator('main button[type=submit]').first().click()
  await page.goto(`${url}/ui/registration`)
  await page
    .locator('[name="traits.email"]')
    .fill(`grace.${randomUUID().slice(0, 8)}@mail.example.org`)
  await page.locator('[name="traits.name.first"]').fill('Grace')
  await page.locator('[name="traits.name.last"]').fill('Hopper')
  await submit()
  await page.locator('[name=password]').fill(password)
  await submit()
  await page.waitForURL('**/ui/verification**')
}

/** The page in a language, which the browser then keeps. */
export const inLanguage = (path: string, language: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}lang=${language}`
