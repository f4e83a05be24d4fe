import type { PluralForms } from './intl.ts'
import type { Turn } from './letter.ts'

type Titled = { readonly title: string; readonly lead: string }
/** A message with a link; its subject is its title. */
type Linked = Titled & { readonly short: string }
/** A message with a code. */
type Coded = { readonly subject: string; readonly lead: string; readonly short: string }
/** What has happened to something of an account. */
type Turned = {
  readonly title: Readonly<Record<Turn, string>>
  readonly lead: Readonly<Record<Turn, string>>
}

/**
 * All texts of the built-in messages in one language; `letters.ts` puts them together. The places of
 * facts have the names of `LetterFacts`: `{product}`. Text messages are `short`, or in what is told of
 * an account `lead` and `short`. They cost by the 160 characters of the alphabet of GSM, or by the 70
 * of others.
 */
export type MailTexts = {
  /** Between two sentences. */
  readonly space: ' ' | ''
  /** Between a label and what it is the label of. */
  readonly colon: string
  /** As they stand in `codeWorks` and `linkWorks`; `{count}` is the number. */
  readonly minutes: PluralForms
  readonly hours: PluralForms

  readonly footer: string
  /** The text below the button, for those whose mail program does not show it. */
  readonly linkHint: string
  readonly codeWorks: string
  readonly linkWorks: string
  /** For those who have not asked for the message. */
  readonly unasked: string
  /** That a code is not to be passed on. */
  readonly secret: string
  readonly labels: {
    readonly code: string
    readonly when: string
    readonly by: string
    readonly administrator: string
    readonly device: string
    readonly place: string
    readonly due: string
    /** Of the button that leads to the recovery of an account. */
    readonly getBackIn: string
  }

  readonly recovery: Linked
  readonly recoveryCode: Coded
  readonly verification: Linked & { readonly subject: string; readonly label: string }
  /** `label`: of the button to the page on which the code is typed in. */
  readonly verificationCode: Coded & { readonly label: string }
  readonly login: Coded & { readonly title: string; readonly notNow: string }
  readonly registration: Coded & { readonly title: string }
  /** Somebody has typed an address that no account has. */
  readonly noAccount: {
    readonly title: string
    readonly recovery: { readonly subject: string; readonly lead: string }
    readonly verification: { readonly subject: string; readonly lead: string }
    readonly wasYou: string
    readonly otherwise: string
    readonly short: string
  }

  /** What all notices say below what has happened. */
  readonly notice: {
    readonly endSession: string
    /** For those who cannot sign in any more. */
    readonly recover: string
    readonly wasYou: string
    /** Where there is a page to recover the account, and where there is none. */
    readonly otherwise: string
    readonly otherwiseTell: string
    readonly short: string
  }
  /** Second factors and ways to sign in. */
  readonly names: {
    readonly totp: string
    readonly lookup_secret: string
    readonly webauthn: string
    readonly passkey: string
    readonly code: string
    readonly account: string
    readonly accountAt: string
    readonly other: string
  }
  readonly password: Turned
  readonly factor: Turned
  readonly way: Turned
  readonly address: { readonly title: string; readonly lead: Readonly<Record<Turn, string>> }
  /** Without the addresses: whoever reads this may not be the person of the account any more. */
  readonly addresses: Titled
  readonly several: Titled & { readonly more: string }
  readonly taken: Titled & {
    readonly subject: string
    readonly wasYou: string
    readonly recover: string
    readonly otherwise: string
    readonly short: string
    readonly shortRecover: string
  }
  readonly signIn: {
    readonly title: string
    readonly device: string
    readonly network: string
    readonly label: string
    readonly isIncomplete: string
    readonly wasYou: string
    readonly otherwise: string
    readonly short: string
  }
  readonly resetBegun: Linked & {
    readonly label: string
    readonly effect: string
    readonly wasYou: string
    readonly otherwise: string
  }
  readonly deletionRequested: Titled & {
    readonly label: string
    readonly effect: string
    readonly keep: string
    readonly otherwise: string
    readonly short: string
  }
  readonly deletionSoon: Titled & {
    readonly label: string
    readonly keep: string
    readonly short: string
  }
  readonly deletionCancelled: Titled & { readonly otherwise: string; readonly short: string }
  readonly deleted: Titled & { readonly otherwise: string; readonly short: string }
  readonly resetDone: Titled & {
    readonly next: string
    readonly otherwise: string
    readonly short: string
  }
  /** Somebody has reported from within the account that something was not them. */
  readonly reported: Titled & {
    readonly wasYou: string
    readonly otherwise: string
    readonly short: string
  }
  /** `signIn`: that the link asks for a sign-in. */
  readonly dataReady: Linked & {
    readonly label: string
    readonly signIn: string
    readonly otherwise: string
  }
  readonly dataDownloaded: Titled
}
