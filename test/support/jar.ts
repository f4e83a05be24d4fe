/** The cookies of one browser. */
export class Jar {
  readonly #cookies = new Map<string, string>()

  get header(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  store(lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split(';')
      const at = pair.indexOf('=')
      const ended = attributes.some((one) => /^\s*max-age=0$/i.test(one))
      if (ended) this.#cookies.delete(pair.slice(0, at))
      else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
  }

  /** Another browser with the same cookies. */
  copy(): Jar {
    const copy = new Jar()
    copy.store([...this.#cookies].map(([name, value]) => `${name}=${value}`))
    return copy
  }

  /** The value of the first cookie whose name begins so. */
  get(prefix: string): string | undefined {
    return [...this.#cookies].find(([name]) => name.startsWith(prefix))?.[1]
  }
}
