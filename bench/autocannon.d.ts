/** The part of autocannon that the bench uses; the package brings no types. */
declare module 'autocannon' {
  export default function autocannon(options: {
    url: string
    connections: number
    duration: number
    headers: Readonly<Record<string, string>>
  }): Promise<{
    requests: { average: number; total: number }
    latency: { p50: number; p99: number }
    non2xx: number
    errors: number
  }>
}
