import { toRfc3339, type Timestamp } from '#lib/time.ts'
import { error, expired, info, success } from '../entry.ts'

/** A backup code, and when it was used. */
type BackupCode = { readonly code: string; readonly usedAt: Timestamp | null }

/** One backup code, as a message of its own inside the one that lists them. */
const backupCode = ({ code, usedAt }: BackupCode) =>
  usedAt === null
    ? { id: 1050009, type: 'info', text: code, context: { secret: code } }
    : {
        id: 1050014,
        type: 'info',
        text: `used on ${toRfc3339(usedAt).slice(0, 10)}`,
        context: { used_at: toRfc3339(usedAt), used_at_unix: Math.floor(usedAt / 1000) },
      }

/** The label of the button that removes a key with a name. */
const removal = (id: number, what: string) =>
  info<{ displayName: string; addedAt: Timestamp }>(
    id,
    (f) => `Remove the ${what} ${f.displayName}, added on ${toRfc3339(f.addedAt).slice(0, 10)}`,
    (f) => ({
      added_at: toRfc3339(f.addedAt),
      added_at_unix: Math.floor(f.addedAt / 1000),
      display_name: f.displayName,
    }),
  )

export const settings = {
  // NOTE only this server has it
  'settings.forget-devices': info<{ count: number }>(1059001, (f) =>
    f.count === 1
      ? 'Ask for the second step on the remembered device again'
      : `Ask for the second step on all ${f.count} remembered devices again`,
  ),
  'settings.saved': success(1050001, 'Your changes are saved.'),
  'settings.link-provider': info<{ provider: string }>(
    1050002,
    (f) => `Connect with ${f.provider}`,
  ),
  'settings.unlink-provider': info<{ provider: string }>(
    1050003,
    (f) => `Disconnect from ${f.provider}`,
  ),
  'settings.remove-totp': info(1050004, 'Remove the authenticator app'),
  'settings.totp-qr': info(1050005, 'Scan this picture with your authenticator app'),
  'settings.totp-secret': info<{ secret: string }>(1050006, (f) => f.secret),
  'settings.reveal-lookup': info(1050007, 'Show my backup codes'),
  'settings.new-lookup': info(1050008, 'Make new backup codes'),
  'settings.lookup-codes-label': info(
    1050010,
    'Your backup codes. Each of them works once; keep them where only you find them',
  ),
  'settings.confirm-lookup': info(1050011, 'I have written them down'),
  'settings.add-key': info(1050012, 'Add a security key'),
  'settings.key-name': info(1050013, 'Name of the security key'),
  'settings.lookup-codes': info<{ codes: readonly BackupCode[] }>(
    1050015,
    (f) => f.codes.map((one) => backupCode(one).text).join(', '),
    (f) => ({ secrets: f.codes.map(backupCode) }),
  ),
  'settings.turn-off': info(1050016, 'Turn this off'),
  'settings.totp-secret-label': info(1050017, 'Or type in this key'),
  'settings.remove-key': removal(1050018, 'security key'),
  'settings.add-passkey': info(1050019, 'Add a passkey'),
  'settings.remove-passkey': removal(1050020, 'passkey'),
  'settings.no-method': error(4010004, 'Please choose what to change.'),
  'settings.one-address': error(
    4050002,
    'Please change one address at a time. Each new one has to be confirmed first.',
  ),
  'settings.expired': expired(4050001),
} as const
