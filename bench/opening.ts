// Requests that cost whoever makes them little: connections stay open, and no body is parsed.
import { Agent, request, type IncomingHttpHeaders } from 'node:http'

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

export type Answer = { readonly headers: IncomingHttpHeaders; readonly body: string }

/** Throws when the answer has another status. */
export function ask(
  url: string,
  headers: Readonly<Record<string, string>> = {},
  status = 200,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(url, { agent, headers }, (answer) => {
      let body = ''
      answer
        .setEncoding('utf8')
        .on('data', (text: string) => (body += text))
        .on('end', () => {
          if (answer.statusCode === status) resolve({ headers: answer.headers, body })
          else reject(new Error(`${url}: ${answer.statusCode} ${body}`))
        })
        .on('error', reject)
    })
      .on('error', reject)
      .end()
  })
}

export const location = ({ headers }: Answer): string => headers.location ?? ''

/** The cookies that an answer sets, as a browser sends them back. */
export const setCookies = ({ headers }: Answer): string =>
  (headers['set-cookie'] ?? []).map((line) => line.split(';', 1)[0]).join('; ')
