import type { Terms } from '#core.ts'
import type { Method } from '#flow/method.ts'
import { once } from '#lib/once.ts'
import { usualRules } from '#rules.ts'

export const usualTerms: Terms = { methods: 'all', rules: usualRules }

/** Of all methods those that are offered. */
export const offered = (
  methods: () => readonly Method[],
  { methods: names }: Terms,
): (() => readonly Method[]) =>
  names === 'all'
    ? methods
    : once(methods, (all) => all.filter((method) => names.includes(method.name)))
