// Tells the hooks that are written in TypeScript of accounts that are to be deleted, or are.
import type { Events } from '#events/events.ts'
import type { DeletedHook, DeletionContext, DeletionHook, Hooks } from './hooks.ts'

export type DeletionHooksParts = {
  readonly loaded: () => Promise<Hooks | undefined> | undefined
  readonly events: Events
}

/** Nobody waits for these hooks; their failures are logged. */
export function deletionHooks({ loaded, events }: DeletionHooksParts) {
  async function call<T>(
    name: 'deletionRequested' | 'deletionCancelled' | 'identityDeleted',
    pick: (hooks: Hooks) => ((context: T) => void | Promise<void>) | undefined,
    context: T,
  ): Promise<void> {
    try {
      const hooks = await loaded()
      await (hooks && pick(hooks)?.(context))
    } catch (cause) {
      const reason = cause instanceof Error ? cause.name : 'unknown'
      events({ kind: 'hook.failed', url: name, reason })
    }
  }
  return {
    requested: (context: DeletionContext) =>
      call<Parameters<DeletionHook>[0]>(
        'deletionRequested',
        (one) => one.deletionRequested,
        context,
      ),
    cancelled: (context: DeletionContext) =>
      call<Parameters<DeletionHook>[0]>(
        'deletionCancelled',
        (one) => one.deletionCancelled,
        context,
      ),
    deleted: (id: string) =>
      call<Parameters<DeletedHook>[0]>('identityDeleted', (one) => one.identityDeleted, {
        identity: { id },
      }),
  }
}
