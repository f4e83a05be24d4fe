// A message as the bytes of a mail (RFC 5322, MIME). Nothing in a header can begin another one.
import { domainToASCII } from 'node:url'
import type { Parcel } from '#courier/delivery.ts'
import type { SmtpSettings } from './settings.ts'

/** The mail with all line ends as CRLF. */
export async function composeMail(
  { messageId, recipient, content, template }: Parcel,
  { from, headers }: Pick<SmtpSettings, 'from' | 'headers'>,
  at: Date,
): Promise<Buffer> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  const mail = new MailComposer({
    from: { name: oneLine(from.name ?? ''), address: mailAddress(from.address) },
    to: { name: '', address: mailAddress(recipient) },
    subject: oneLine(content.subject),
    text: content.text,
    ...(content.html === undefined ? {} : { html: content.html }),
    messageId,
    date: at,
    // RFC 3834: vacation notices and the like do not answer
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Message-Template': template,
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, oneLine(value)])),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'windows',
  })
  return mail.compile().build()
}

/** The address as mail servers take it: a domain in other scripts in its ASCII form (RFC 5890). */
export function mailAddress(address: string): string {
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1)
  return /^[\x21-\x7e]*$/.test(domain)
    ? address
    : `${address.slice(0, at)}@${domainToASCII(domain) || domain}`
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}
