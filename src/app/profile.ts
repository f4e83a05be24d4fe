import type { CoreProfile } from '#core.ts'
import type { Method } from '#flow/method.ts'
import { once } from '#lib/once.ts'

/** The enabled methods that a profile offers. */
export const offeredMethods = (
  methods: () => readonly Method[],
  { methods: names }: CoreProfile,
): (() => readonly Method[]) =>
  names === 'all'
    ? methods
    : once(methods, (all) => all.filter((method) => names.includes(method.name)))
