import { shownCodes } from './by-hand.ts'
import { startReactUi } from './react-ui.ts'
import { tellStories } from './stories.ts'

tellStories({
  name: '@ory/elements-react',
  start: startReactUi,
  keys: true,
  ownFaults: [
    ['heading-order', /<h3/],
    ['label-content-name-mismatch', /name="provider"/],
    ['label', /name="totp_secret_key"/],
    [
      'button-name',
      /name="(totp_unlink|webauthn_remove|lookup_secret_\w+)"|data-testid="ory\/message\/\d+.close"/,
    ],
  ],
  ways: {
    choose: async ({ page }, way) => {
      const name = way === 'password' ? /^Password/ : /code/i
      await page.getByRole('button', { name }).click()
    },
    back: ({ email, page }) => page.getByRole('button', { name: email }).click(),
    saved: (person) => person.see('settings', /changes have been saved/),
    goOn: ({ page }) => page.getByRole('link', { name: 'Continue' }).click(),
    // it sends these buttons without the anti-forgery token that stands in the same form
    connect: undefined,
    totpSecret: async ({ page }) => page.locator('[name=totp_secret_key]').inputValue(),
    async makeBackupCodes(person) {
      await person.send('Enable')
      await person.see('settings', 'Confirm backup recovery codes')
      const codes = await shownCodes(person)
      await person.send('Confirm backup recovery codes')
      await person.see('settings', 'Reveal recovery codes')
      return codes
    },
    async second(person, factor, code) {
      await person.see('login', 'Second factor authentication')
      const name = factor === 'app' ? /^Use your Authenticator App/ : /^Backup recovery code/
      await person.page.getByRole('button', { name }).click()
      await person.see('login', 'Continue')
      const label = factor === 'app' ? 'Authentication code' : 'Backup recovery code'
      await person.send('Continue', { [label]: code })
    },
    async removeFactors(person) {
      await person.page.locator('button[name=totp_unlink]').click()
      await person.see('settings', 'Authenticator Secret')
      await person.send('Disable this method')
      await person.see('settings', 'Enable')
    },
  },
})
