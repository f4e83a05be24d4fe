// What v26.2 answers to methods that a path does not have.
import { Refusal } from '#errors/refusal.ts'
import type { Reply } from '#http/reply.ts'
import type { Unmatched } from '#http/route.ts'

/** Methods that change something. */
const unsafe = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/**
 * At the addresses that browsers fetch, neither those of apps nor those that a form is sent to: as
 * published, whatever is not safe needs the anti-forgery token first, and the browser gets its
 * cookie. Undefined elsewhere. Throws Refusal.
 */
export function answerUnmatched({ method, url, allowed }: Unmatched): Reply | undefined {
  if (allowed.length === 0 || allowed.includes('POST') || !isForBrowsers(url)) return undefined
  if (unsafe.has(method))
    throw new Refusal('forbidden', {
      id: 'security_csrf_violation',
      reason: 'The anti-forgery cookie or token is missing or does not match.',
      details: {
        docs: 'https://www.ory.sh/kratos/docs/debug/csrf',
        hint: 'This address is fetched by browsers and changes nothing.',
        reject_reason: `The address takes no ${method}.`,
      },
    })
  return {
    status: 405,
    headers: { allow: allowed.join(', ') },
    body: { text: 'Method Not Allowed\n' },
  }
}

function isForBrowsers(url: string): boolean {
  const path = url.split('?', 1)[0] ?? ''
  return path.includes('/self-service/') && !path.endsWith('/api')
}
