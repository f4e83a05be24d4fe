import type { Said, Shape } from '#lib/text-places.ts'
import type { activity } from './en/activity.ts'
import type { administration, refusalParts } from './en/administration.ts'
import type { buttons } from './en/buttons.ts'
import type { english } from './en/en.ts'
import type { leaving } from './en/leaving.ts'
import type { errors } from './en/errors.ts'
import type { pages } from './en/pages.ts'
import type { personalData } from './en/personal-data.ts'
import type { refusals } from './en/refusals.ts'
import type { signIn } from './en/sign-in.ts'
import type { MessageTexts, Words } from './message-texts.ts'

export type PageTexts = Shape<typeof pages>
export type ActivityTexts = Shape<typeof activity>
export type ButtonTexts = Shape<typeof buttons>
export type PersonalDataTexts = Shape<typeof personalData>
export type ErrorTexts = Shape<typeof errors>
export type SignInTexts = Shape<typeof signIn>
export type LeavingTexts = Shape<typeof leaving>
export type RefusalTexts = Shape<typeof refusals>
export type AdministrationTexts = Shape<typeof administration>
export type RefusalPartTexts = Shape<typeof refusalParts>
export type { MessageTexts } from './message-texts.ts'
export type WordTexts = Shape<Words>

/** All texts of one language: what is missing, or has another name than in English, does not compile. */
export type Translation = {
  readonly pages: PageTexts &
    ButtonTexts &
    ActivityTexts &
    LeavingTexts &
    PersonalDataTexts & { readonly errors: ErrorTexts; readonly signIn: SignInTexts }
  readonly messages: MessageTexts
  readonly words: WordTexts
  /** Why something is refused. `parts`: what stands in the places of these texts. */
  readonly refusals: {
    readonly people: RefusalTexts
    readonly operators: AdministrationTexts
    readonly parts: RefusalPartTexts
  }
}

/** What the pages say, ready to be shown. */
export type Texts = Said<typeof english.pages>
