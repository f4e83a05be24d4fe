import { describe, it } from 'node:test'
import { noBrowser } from '../support/browser.ts'
import { walkInLanguages } from './walk-in-languages.ts'

describe('every page in every language, with scripts', { skip: noBrowser }, () => {
  it('fits, is accessible, and has no English of its own', () => walkInLanguages({ scripts: true }))
})
