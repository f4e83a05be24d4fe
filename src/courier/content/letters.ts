// Puts the texts of a language together to messages.
import type { TemplateType } from '../courier.ts'
import { notes, type Letter, type LetterFacts } from './letter.ts'
import type { MailTexts } from './mail-texts.ts'
import { noticeLetters, type LetterOf } from './notice-letters.ts'

const recoveryInvalid: LetterOf = (texts) => noAccount(texts, texts.noAccount.recovery)
const verificationInvalid: LetterOf = (texts) => noAccount(texts, texts.noAccount.verification)

/** How each message is made, of texts that have the facts in their places. */
export const letters: Readonly<Record<TemplateType, LetterOf>> = {
  recovery_valid: (texts, facts) =>
    linked(texts, facts, {
      ...texts.recovery,
      subject: texts.recovery.title,
      label: texts.labels.getBackIn,
    }),
  recovery_invalid: recoveryInvalid,
  recovery_code_valid: (texts, facts) => ({
    ...coded(texts.recoveryCode, facts),
    title: texts.recovery.title,
    notes: codeNotes(texts, facts, texts.unasked),
  }),
  recovery_code_invalid: recoveryInvalid,
  verification_valid: (texts, facts) => linked(texts, facts, texts.verification),
  verification_invalid: verificationInvalid,
  verification_code_valid: (texts, facts) => ({
    ...coded(texts.verificationCode, facts),
    title: texts.verification.title,
    ...(facts.url === ''
      ? {}
      : { action: { label: texts.verificationCode.label, url: facts.url } }),
    notes: codeNotes(texts, facts, texts.unasked),
  }),
  verification_code_invalid: verificationInvalid,
  login_code_valid: (texts, facts) => ({
    ...coded(texts.login, facts),
    title: texts.login.title,
    notes: codeNotes(texts, facts, texts.login.notNow),
  }),
  registration_code_valid: (texts, facts) => ({
    ...coded(texts.registration, facts),
    title: texts.registration.title,
    notes: codeNotes(texts, facts, texts.unasked),
  }),
  ...noticeLetters,
}

const coded = (
  { subject, lead, short }: MailTexts['recoveryCode'],
  { code }: LetterFacts,
): Omit<Letter, 'title' | 'notes'> => ({ subject, lead, code, short })

const codeNotes = (texts: MailTexts, facts: LetterFacts, last: string) =>
  notes(facts.lifespan === '' ? '' : texts.codeWorks, texts.secret, last)

const linked = (
  texts: MailTexts,
  { url, lifespan }: LetterFacts,
  { subject, title, lead, label, short }: MailTexts['verification'],
): Letter => ({
  subject,
  title,
  lead,
  action: { label, url },
  notes: notes(lifespan === '' ? '' : texts.linkWorks, texts.unasked),
  short,
})

/** For an address that no account has. */
const noAccount = (
  { noAccount: { title, wasYou, otherwise, short } }: MailTexts,
  { subject, lead }: MailTexts['noAccount']['recovery'],
): Letter => ({ subject, title, lead, notes: [wasYou, otherwise], short })
