import { currentSpan, during, type Span } from '#lib/tracing.ts'

/**
 * A `fetch` that tells the server of the trace that it is called in, and adds itself to it. Of the
 * address only the host is told: paths and queries may be secret.
 */
export function traceRequests(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  const withTrace = (span: Span, ...[input, init]: Parameters<typeof fetch>) => {
    const headers = new Headers(
      init?.headers ?? (input instanceof Request ? input.headers : undefined),
    )
    for (const [name, value] of Object.entries(span.headers())) headers.set(name, value)
    return fetch(input, { ...init, headers })
  }
  return async (input, init) => {
    const parent = currentSpan()
    if (parent === undefined) return fetch(input, init)
    if (!parent.isRecorded) return withTrace(parent, input, init)
    const method = (init?.method ?? (input instanceof Request ? input.method : 'GET')).toUpperCase()
    const attributes = { 'http.request.method': method, ...addressOf(input) }
    return during(parent.begin(method, { kind: 'client', attributes }), async (span) => {
      const response = await withTrace(span, input, init)
      span.set({ 'http.response.status_code': response.status })
      if (response.status >= 400) span.fail(String(response.status))
      return response
    })
  }
}

function addressOf(input: Parameters<typeof fetch>[0]): Readonly<Record<string, string | number>> {
  const text = input instanceof Request ? input.url : String(input)
  if (!URL.canParse(text)) return {}
  const { hostname, port, protocol } = new URL(text)
  return {
    'server.address': hostname,
    'server.port': port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
    'url.scheme': protocol.slice(0, -1),
  }
}
