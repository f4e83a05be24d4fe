// The console in the made-up languages.
import { changed, madeUp, type MadeUp } from '#languages/made-up.ts'
import { mapTexts } from '#lib/text-places.ts'
import { englishTexts, type ConsoleTexts } from './areas.ts'

export const madeUpTexts = (language: MadeUp): ConsoleTexts =>
  mapTexts(englishTexts(), (text) => changed(text, madeUp[language])) as ConsoleTexts
