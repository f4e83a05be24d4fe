import type { NoticeType } from '../courier.ts'
import { notes, type LetterFacts, type LetterOf, type NoticeFacts } from './letter.ts'

const factors: Readonly<Record<string, string>> = {
  totp: 'an authenticator app',
  lookup_secret: 'backup codes',
  webauthn: 'a security key',
}
/** Ways to sign in. */
const ways: Readonly<Record<string, string>> = {
  passkey: 'a passkey',
  webauthn: 'a security key',
  code: 'codes that are sent to you',
  oidc: 'an account elsewhere',
  saml: 'an account elsewhere',
}
const wayOf = ({ factor, provider }: NoticeFacts): string =>
  provider === '' ? (ways[factor] ?? 'another way') : `an account at ${provider}`
const turns = { added: 'added', changed: 'changed', removed: 'removed' } as const

const circumstances = ({ when, device, place, byAdministrator }: NoticeFacts) =>
  notes(
    when === '' ? '' : `When: ${when}`,
    byAdministrator ? 'By: an administrator' : device === '' ? '' : `On: ${device}`,
    byAdministrator || place === '' ? '' : `From: ${place}`,
  )

const endSession = (notice: NoticeFacts) =>
  notes(
    notice.endSessionUrl === ''
      ? ''
      : `If it was not you, end the session in which it was done: ${notice.endSessionUrl}`,
  )

const recoveryNote = (url: string) =>
  url === '' ? '' : `If you cannot sign in any more, get back into your account: ${url}`

function told(
  { url, product, notice }: LetterFacts,
  title: string,
  lead: string,
  more: readonly string[] = [],
) {
  return {
    subject: title,
    title,
    lead,
    ...(url === '' ? {} : { action: { label: 'Get back into my account', url } }),
    notes: [
      ...circumstances(notice),
      ...more,
      ...endSession(notice),
      'If it was you, or if you knew of it, there is nothing to do.',
      url === ''
        ? `If not, somebody else may be in your account. Please tell those who run ${product}.`
        : 'If not, somebody else may be in your account. Get back into it, choose a new ' +
          `password, and end all other sessions. If that fails, tell those who run ${product}.`,
    ],
    short: `${lead} If it was not you, get back into your account at once.`,
  }
}

function passwordTitle({ turn }: NoticeFacts): string {
  return turn === 'added'
    ? 'A password was added to your account'
    : `Your password was ${turns[turn]}`
}

function addressLead({ gone, added }: NoticeFacts, product: string): string {
  if (gone === '') return `The address ${added} was added to your ${product} account.`
  if (added === '') return `The address ${gone} was removed from your ${product} account.`
  return `The address of your ${product} account was changed from ${gone} to ${added}.`
}

/** Without the addresses: whoever reads this may not be the person of the account any more. */
export const englishAddressesChanged: LetterOf = (facts) =>
  told(
    facts,
    'An address of your account was changed',
    `The addresses of your ${facts.product} account were changed.`,
  )

export const englishNotices: Readonly<Record<NoticeType, LetterOf>> = {
  password_changed_valid: (facts) =>
    told(
      facts,
      passwordTitle(facts.notice),
      facts.notice.turn === 'added'
        ? `A password was added to your ${facts.product} account.`
        : `The password of your ${facts.product} account was ${turns[facts.notice.turn]}.`,
    ),
  second_factor_changed_valid: (facts) => {
    const { turn, factor } = facts.notice
    return told(
      facts,
      `A second factor was ${turns[turn]}`,
      `A second factor of your ${facts.product} account was ${turns[turn]}: ` +
        `${factors[factor] ?? 'another way to prove who you are'}.`,
    )
  },
  sign_in_method_changed_valid: (facts) => {
    const { turn } = facts.notice
    return told(
      facts,
      `A way to sign in was ${turns[turn]}`,
      `A way to sign in to your ${facts.product} account was ${turns[turn]}: ${wayOf(facts.notice)}.`,
    )
  },
  address_changed_valid: (facts) =>
    told(facts, 'Your address was changed', addressLead(facts.notice, facts.product)),
  account_changed_valid: (facts) =>
    told(
      facts,
      'Several changes of your account',
      `Your ${facts.product} account was changed several times within an hour.`,
      ['To keep your mailbox usable, further changes in the next hour are not told one by one.'],
    ),
  registration_taken_valid: ({ url, product, notice }) => {
    const lead =
      `Somebody, perhaps you, tried to sign up for ${product} with this address. There is an ` +
      'account with it already, so no other was made.'
    return {
      subject: 'Somebody tried to sign up with your address',
      title: 'You have an account already',
      lead,
      ...(url === '' ? {} : { action: { label: 'Get back into my account', url } }),
      notes: notes(
        ...circumstances(notice),
        notice.loginUrl === '' ? '' : `If it was you, sign in: ${notice.loginUrl}`,
        url === '' ? '' : 'If you cannot sign in any more, follow the link to get back in.',
        'If it was not you, there is nothing to do. Nobody has got into your account, and nobody ' +
          'was told that there is one.',
      ),
      short: `${lead} If it was you, sign in${url === '' ? '' : ` or get back in: ${url}`}`,
    }
  },
  new_sign_in_valid: ({ url, product, notice }) => {
    const lead =
      `Somebody, perhaps you, signed in to your ${product} account ` +
      (notice.isNew === 'network'
        ? 'from a network that it was not used from before.'
        : 'on a device that it was not used on before.')
    return {
      subject: 'New sign-in to your account',
      title: 'New sign-in to your account',
      lead,
      action: { label: 'It was not me: end this session', url: notice.endSessionUrl },
      notes: notes(
        ...circumstances(notice),
        notice.isIncomplete
          ? 'The second step was still missing then; whoever it was knew the first, such as your password.'
          : '',
        'If it was you, there is nothing to do.',
        'If not, end the session with the button, then choose a new password.',
        recoveryNote(url),
      ),
      short: `${lead} If it was not you, end the session: ${notice.endSessionUrl}`,
    }
  },
  second_factor_reset_begun_valid: ({ product, notice }) => {
    const lead =
      `An administrator is going to remove the second factors of your ${product} account, such ` +
      'as an authenticator app, backup codes or a security key.'
    return {
      subject: 'Your second factors will be removed',
      title: 'Your second factors will be removed',
      lead,
      action: { label: 'Stop it: keep my second factors', url: notice.cancelUrl },
      notes: notes(
        ...circumstances(notice),
        notice.due === '' ? '' : `It is done at: ${notice.due}`,
        'Then the first step alone signs you in, and you are signed out everywhere.',
        'If you asked for it, there is nothing to do.',
        'If not, somebody may have pretended to be you. Stop it with the button, or by a sign-in ' +
          `with your second factor, and tell those who run ${product}.`,
      ),
      short: `${lead} If you did not ask for it, stop it: ${notice.cancelUrl}`,
    }
  },
  second_factor_reset_done_valid: ({ url, product, notice }) => {
    const lead =
      `An administrator has removed the second factors of your ${product} account. You were ` +
      'signed out everywhere.'
    return {
      subject: 'Your second factors were removed',
      title: 'Your second factors were removed',
      lead,
      ...(url === '' ? {} : { action: { label: 'Get back into my account', url } }),
      notes: [
        ...circumstances(notice),
        'Sign in, and set up a new second factor in the settings.',
        'If you did not ask for it, choose a new password as well, and tell those who run ' +
          `${product}.`,
      ],
      short: `${lead} Sign in and set up a new one.`,
    }
  },
}
