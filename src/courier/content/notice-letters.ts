// Puts together the messages that tell of what has happened to an account.
import type { NoticeType } from '../courier.ts'
import { notes, type Letter, type LetterFacts } from './letter.ts'
import type { MailTexts } from './mail-texts.ts'

export type LetterOf = (texts: MailTexts, facts: LetterFacts) => Letter

/** How each of them is made, of texts that have the facts in their places. */
export const noticeLetters: Readonly<Record<NoticeType | 'verifiable_address_changed', LetterOf>> =
  {
    password_changed_valid: (texts, facts) => turned(texts, facts, texts.password),
    second_factor_changed_valid: (texts, facts) => turned(texts, facts, texts.factor),
    sign_in_method_changed_valid: (texts, facts) => turned(texts, facts, texts.way),
    address_changed_valid: (texts, facts) =>
      told(texts, facts, {
        title: texts.address.title,
        lead: texts.address.lead[addressTurn(facts)],
      }),
    verifiable_address_changed: (texts, facts) => told(texts, facts, texts.addresses),
    account_changed_valid: (texts, facts) =>
      told(texts, facts, texts.several, [texts.several.more]),
    registration_taken_valid: (texts, facts) => {
      const { subject, title, lead, wasYou, recover, otherwise, short, shortRecover } = texts.taken
      const { url, loginUrl } = facts
      return {
        subject,
        title,
        lead,
        ...getBackIn(texts, facts),
        notes: notes(
          ...circumstances(texts, facts),
          loginUrl === '' ? '' : wasYou,
          url === '' ? '' : recover,
          otherwise,
        ),
        short: lead + texts.space + (url === '' ? short : shortRecover),
      }
    },
    new_sign_in_valid: (texts, facts) => {
      const { label, isIncomplete, wasYou, otherwise } = texts.signIn
      return {
        ...titled(texts, facts, { ...texts.signIn, lead: texts.signIn[facts.isNew] }, [
          facts.isIncomplete ? isIncomplete : '',
          wasYou,
          otherwise,
          facts.url === '' ? '' : texts.notice.recover,
        ]),
        action: { label, url: facts.endSessionUrl },
      }
    },
    second_factor_reset_begun_valid: (texts, facts) => {
      const { label, effect, wasYou, otherwise } = texts.resetBegun
      const due = labelled(texts, texts.labels.due, facts.due)
      return {
        ...titled(texts, facts, texts.resetBegun, [due, effect, wasYou, otherwise]),
        action: { label, url: facts.cancelUrl },
      }
    },
    deletion_requested_valid: (texts, facts) => {
      const { label, effect, keep, otherwise } = texts.deletionRequested
      const due = labelled(texts, texts.labels.due, facts.due)
      return {
        ...titled(texts, facts, texts.deletionRequested, [due, effect, keep, otherwise]),
        ...signInBy(label, facts),
      }
    },
    deletion_soon_valid: (texts, facts) => {
      const { label, keep } = texts.deletionSoon
      const due = labelled(texts, texts.labels.due, facts.due)
      return {
        ...titled(texts, { ...facts, when: '' }, texts.deletionSoon, [due, keep]),
        ...signInBy(label, facts),
      }
    },
    deletion_cancelled_valid: (texts, facts) =>
      titled(texts, facts, texts.deletionCancelled, [texts.deletionCancelled.otherwise]),
    account_deleted_valid: (texts, facts) =>
      titled(texts, facts, texts.deleted, [texts.deleted.otherwise]),
    second_factor_reset_done_valid: (texts, facts) => {
      const { next, otherwise } = texts.resetDone
      return {
        ...titled(texts, facts, texts.resetDone, [next, otherwise]),
        ...getBackIn(texts, facts),
      }
    },
    activity_reported_valid: (texts, facts) => {
      const { wasYou, otherwise } = texts.reported
      return {
        ...titled(texts, facts, texts.reported, [wasYou, otherwise]),
        ...getBackIn(texts, facts),
      }
    },
    data_ready_valid: (texts, facts) => {
      const { title, lead, label, signIn, otherwise, short } = texts.dataReady
      return {
        subject: title,
        title,
        lead,
        action: { label, url: facts.downloadUrl },
        notes: notes(facts.lifespan === '' ? '' : texts.linkWorks, signIn, otherwise),
        short,
      }
    },
    data_downloaded_valid: (texts, facts) => told(texts, facts, texts.dataDownloaded),
  }

const addressTurn = ({ gone, added }: LetterFacts) =>
  gone === '' ? 'added' : added === '' ? 'removed' : 'changed'

const turned = (texts: MailTexts, facts: LetterFacts, { title, lead }: MailTexts['password']) =>
  told(texts, facts, { title: title[facts.turn], lead: lead[facts.turn] })

function told(
  texts: MailTexts,
  facts: LetterFacts,
  { title, lead }: MailTexts['addresses'],
  more: readonly string[] = [],
): Letter {
  const { endSession, wasYou, otherwise, otherwiseTell, short } = texts.notice
  return {
    ...titled(texts, facts, { title, lead, short }, [
      ...more,
      facts.endSessionUrl === '' ? '' : endSession,
      wasYou,
      facts.url === '' ? otherwiseTell : otherwise,
    ]),
    ...getBackIn(texts, facts),
  }
}

/** Whose subject is its title, and whose notes begin with the circumstances. */
const titled = (
  texts: MailTexts,
  facts: LetterFacts,
  { title, lead, short }: { readonly title: string; readonly lead: string; readonly short: string },
  more: readonly string[],
): Letter => ({
  subject: title,
  title,
  lead,
  notes: notes(...circumstances(texts, facts), ...more),
  short: lead + texts.space + short,
})

const getBackIn = ({ labels }: MailTexts, { url }: LetterFacts) =>
  url === '' ? {} : { action: { label: labels.getBackIn, url } }

const signInBy = (label: string, { loginUrl: url }: LetterFacts) =>
  url === '' ? {} : { action: { label, url } }

function circumstances(texts: MailTexts, facts: LetterFacts): readonly string[] {
  const { labels } = texts
  const { when, device, place, byAdministrator } = facts
  return notes(
    labelled(texts, labels.when, when),
    ...(byAdministrator
      ? [labelled(texts, labels.by, labels.administrator)]
      : [labelled(texts, labels.device, device), labelled(texts, labels.place, place)]),
  )
}

const labelled = ({ colon }: MailTexts, label: string, value: string) =>
  value === '' ? '' : label + colon + value
