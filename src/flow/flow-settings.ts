// The slices of the configuration that flows use.

export type Hook = { readonly hook: string; readonly config: Readonly<Record<string, unknown>> }

/** What happens after a flow, whatever the method and per method. */
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

/** Where a person may be sent after a flow. */
export type ReturnSettings = {
  readonly defaultReturnUrl: string
  readonly allowedReturnUrls: readonly string[]
}

/** The hooks of a method; those of the flow when it has none of its own. */
export function hooksAfter(after: After, method: string): readonly Hook[] {
  const own = after.methods[method]?.hooks ?? []
  return own.length > 0 ? own : after.hooks
}

/** Where a flow ends that was not told where to go. */
export function returnAfter(after: After, method: string, fallback: string): string {
  return after.methods[method]?.defaultReturnUrl ?? after.defaultReturnUrl ?? fallback
}
