export type Times = { readonly p50: number; readonly p95: number }

/**
 * Does something so many times, one after the other, a few times beforehand without counting.
 * Milliseconds.
 */
export async function time(count: number, work: (n: number) => Promise<unknown>): Promise<Times> {
  for (let n = 0; n < 5; n++) await work(n)
  const times: number[] = []
  for (let n = 0; n < count; n++) {
    const from = performance.now()
    await work(n)
    times.push(performance.now() - from)
  }
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95) }
}

/** Throws when the answer is not 200. */
export async function ask(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const answer = await fetch(url, { headers })
  const text = await answer.text()
  if (answer.status !== 200) throw new Error(`${url}: ${answer.status} ${text.slice(0, 200)}`)
  return new Response(text, { headers: answer.headers })
}

/**
 * The address of the last page, or of one `most` pages further on, reached by going from page to
 * page.
 */
export async function lastPage(
  base: string,
  query = 'page_size=500',
  most = Number.POSITIVE_INFINITY,
): Promise<string> {
  let url = `${base}?${query}`
  for (let pages = 0; pages < most; pages++) {
    const answer = await ask(url)
    const link = /page_token=([^&>]+)[^>]*>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1]
    const token =
      link ?? ((await answer.json()) as { readonly next_page_token?: string }).next_page_token
    if (token === undefined) break
    url = `${base}?${query}&page_token=${token}`
  }
  return url.replace('page_size=500', 'page_size=250')
}
