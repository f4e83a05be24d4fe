// What people do on the pages of a renderer.
import { otherThan } from '../../support/mail.ts'
import { password } from '../../support/people.ts'
import type { Person } from './world.ts'

export const newPassword = 'another-Horse-88-battery'

/** What a new person tells of themselves. */
export const profile = ({ email }: Person) => ({ 'E-Mail': email, 'First name': 'Ada' })

/** Whether the only address of the account is confirmed. */
export const isVerified = async ({ account }: Person): Promise<boolean> =>
  (await account()).verifiable_addresses[0].verified

/** The backup codes on the page. */
export const shownCodes = ({ page }: Person): Promise<string[]> =>
  page.getByText(/^[a-z0-9]{8}$/).allInnerTexts()

export async function signUp(person: Person): Promise<void> {
  await person.open('registration')
  await person.send('Sign up', profile(person))
  await person.ways.choose(person, 'password')
  await person.send('Sign up', { Password: 'password' })
  await person.see('registration', /because .*many people use it. Please choose another\.$/)
  await person.send('Sign up', { Password: password })
  await person.see('', 'Home')
}

export async function signInKnown(person: Person): Promise<void> {
  await person.isKnown()
  await person.open('login')
  await person.send('Sign in with password', { 'E-Mail': person.email, Password: password })
  await person.see('', 'Home')
}

export async function signOut({ page, ask }: Person): Promise<void> {
  await page.goto((await ask('/self-service/logout/browser')).logout_url)
}

/** A wrong code, then a new one is asked for, which is right. `before`: how many mails there were. */
export async function typeCodes(
  person: Person,
  kind: 'registration' | 'login',
  before = 0,
): Promise<void> {
  await person.see(kind, /code .*sent/)
  const [first = ''] = (await person.mail(before + 1)).codes
  await person.send('Continue', { code: otherThan(first) })
  await person.see(kind, /invalid or has already been used/)
  await person.send('Resend code')
  await person.page.getByText(/invalid or has already been used/).waitFor({ state: 'hidden' })
  const [code = ''] = (await person.mail(before + 2)).codes
  await person.see(kind, /code .*sent/)
  await person.send('Continue', { code })
  await person.see('', 'Home')
}

export async function followLink(person: Person): Promise<void> {
  const [link = ''] = (await person.mail()).links
  await person.page.goto(link)
  await person.page.getByRole('button').click()
}

/** On the settings page. */
export async function chooseNewPassword(person: Person): Promise<void> {
  await person.send('Save', { Password: newPassword })
  await person.ways.saved(person)
  await signOut(person)
  await person.open('login')
  const identifier = { 'E-Mail': person.email }
  if (await person.page.getByRole('button', { name: 'Continue', exact: true }).isVisible()) {
    await person.send('Continue', identifier)
    await person.ways.choose(person, 'password')
    await person.send('Sign in with password', { Password: newPassword })
  } else await person.send('Sign in with password', { ...identifier, Password: newPassword })
  await person.see('', 'Home')
}
