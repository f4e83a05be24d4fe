// Hooks for flows. Copy this file, name it in the configuration (`pallas: { hooks: ./hooks.ts }`), and keep what you need.
import { refuse, type Hooks } from 'pallas/hooks'

const ours = /@example\.org$/i

/** Only people of our own domain may sign up; what they belong to is noted with their account. */
export const afterRegistration: Hooks['afterRegistration'] = ({ identity }) => {
  const { email } = identity['traits'] as { readonly email: string }
  if (!ours.test(email))
    return refuse('Please sign up with the address of your organization.', {
      field: 'traits.email',
    })
  return { identity: { metadata_public: { organization: 'example' } } }
}

/** Nobody signs in at night. */
export const beforeLogin: Hooks['beforeLogin'] = () => {
  const hour = new Date().getUTCHours()
  if (hour < 4) return refuse('The service rests from midnight to four o’clock (UTC).')
}

/** Something to do once an account is there. A failure here is logged and harms nobody. */
export const registrationDone: Hooks['registrationDone'] = async ({ identity }) => {
  await fetch('https://crm.example.org/people', {
    method: 'POST',
    body: JSON.stringify({ id: identity['id'] }),
    signal: AbortSignal.timeout(3000),
  })
}
