// The parts of the configuration that flows use.

export type Hook = { readonly hook: string; readonly config: Readonly<Record<string, unknown>> }

/** What happens after a flow: in general, and by the method that it ended with. */
export type After = {
  readonly defaultReturnUrl: string | undefined
  readonly hooks: readonly Hook[]
  readonly methods: Readonly<
    Record<
      string,
      { readonly defaultReturnUrl: string | undefined; readonly hooks: readonly Hook[] }
    >
  >
}

export type FlowSettings = {
  readonly enabled: boolean
  readonly lifespanMs: number
  readonly before: readonly Hook[]
  readonly after: After
}

/** The addresses that a browser may be sent to after a flow. */
export type ReturnSettings = {
  readonly defaultReturnUrl: string
  readonly allowedReturnUrls: readonly string[]
}

/** The hooks after a flow that ends with this method: those of the method, or the general ones. */
export function hooksAfter(after: After, method: string): readonly Hook[] {
  const own = after.methods[method]?.hooks ?? []
  return own.length > 0 ? own : after.hooks
}

/** The address to go to after a flow for which no other was asked. */
export function returnAfter(after: After, method: string, fallback: string): string {
  return after.methods[method]?.defaultReturnUrl ?? after.defaultReturnUrl ?? fallback
}
