import { shownCodes } from './by-hand.ts'
import { startMarkupUi } from './markup-ui.ts'
import { tellStories } from './stories.ts'

tellStories({
  name: '@ory/elements-markup',
  start: startMarkupUi,
  ownFaults: [
    ['page-has-heading-one', /./],
    ['aria-prohibited-attr', /Toggle password visibility/],
  ],
  ways: {
    choose: async (person, way) => {
      if (way === 'code') await person.send(/^Send sign (up|in) code$/)
    },
    back: (person) => person.send('Back'),
    saved: (person) => person.see('settings', /changes have been saved/),
    goOn: ({ page }) => page.getByRole('link', { name: 'Continue' }).click(),
    connect: {
      link: (person, provider) => person.send(`Link ${provider}`),
      unlink: (person, provider) => person.send(`Unlink ${provider}`),
    },
    totpSecret: async ({ page }) => page.locator('code').innerText(),
    async makeBackupCodes(person) {
      await person.send('Generate new backup recovery codes')
      await person.see('settings', 'Confirm backup recovery codes')
      const codes = await shownCodes(person)
      await person.send('Confirm backup recovery codes')
      await this.saved(person)
      return codes
    },
    async second(person, factor, code) {
      await person.see('login', 'Second step')
      await (factor === 'app'
        ? person.send(/Authenticator/, { 'Authentication code': code })
        : person.send(/backup/i, { 'Backup recovery code': code }))
    },
    async removeFactors(person) {
      await person.send(/Unlink/)
      await this.saved(person)
      await person.send(/Disable/)
      await this.saved(person)
    },
  },
})
