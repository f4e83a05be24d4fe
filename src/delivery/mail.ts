// A message as a mail (RFC 5322, MIME). No value of a header can begin another header.
import { domainToASCII } from 'node:url'
import type { PreparedMessage } from '#courier/delivery.ts'
import type { SmtpSettings } from './settings.ts'

/** The mail with CRLF line ends. */
export async function composeMail(
  { messageId, recipient, content, template }: PreparedMessage,
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
    // RFC 3834: no automatic replies, such as vacation notices
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Message-Template': template,
      ...(content.language === undefined ? {} : { 'Content-Language': content.language }),
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, oneLine(value)])),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'windows',
  })
  return mail.compile().build()
}

/** The address for mail servers: the domain in ASCII (RFC 5890). */
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
