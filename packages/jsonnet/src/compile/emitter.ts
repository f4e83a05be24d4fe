import { Fault } from '../errors.ts'
import { typeOf, type Code, type Step } from '../machine/values.ts'

/** Code under construction. Jumps are relative, so pieces of code can be put together. */
export type Emitter = {
  readonly name: string
  emit(step: Step, at: number): void
  /**
   * A jump to where the answered function is called. `when` decides; without it the jump is always
   * taken.
   */
  forward(
    at: number,
    when?: (value: ReturnType<typeof truth>) => boolean,
    keep?: boolean,
  ): () => void
  /** A place to jump back to. */
  label(): (at: number) => void
  code(): Code
}

export function createEmitter(name: string): Emitter {
  const steps: Step[] = []
  const places: number[] = []
  const emit = (step: Step, at: number): void => {
    steps.push(step)
    places.push(at)
  }
  return {
    name,
    emit,
    forward(at, when, keep = false) {
      const from = steps.length + 1
      let by = 0
      if (when === undefined) emit((machine) => machine.jump(by), at)
      else
        emit((machine) => {
          const jumps = when(truth(machine.peek()))
          if (!jumps || !keep) machine.pop()
          if (jumps) machine.jump(by)
        }, at)
      return () => void (by = steps.length - from)
    },
    label() {
      const target = steps.length
      return (at) => {
        const by = target - steps.length - 1
        emit((machine) => machine.jump(by), at)
      }
    },
    code: () => ({ steps, at: places, name }),
  }
}

/** A condition. */
export function truth(value: unknown): boolean {
  if (typeof value === 'boolean') return value
  throw new Fault(`a condition is a boolean, not ${typeOf(value as null)}`)
}
