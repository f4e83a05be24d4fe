import { Fault } from '../errors.ts'
import { typeOf, type Code, type Step } from '../machine/values.ts'

/** Code under construction. Jumps are relative, so that pieces of code can be concatenated. */
export type Emitter = {
  readonly name: string
  emit(step: Step, at: number): void
  /**
   * Emits a forward jump; calling the returned function sets its target to the current end of the
   * code. `when`: jump only if this holds for the boolean on the stack. `keep`: leave that boolean
   * on the stack when jumping.
   */
  forward(
    at: number,
    when?: (value: ReturnType<typeof truth>) => boolean,
    keep?: boolean,
  ): () => void
  /** Marks the target of a backward jump; the returned function emits the jump. */
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

/** Returns a boolean operand. Throws a Fault for any other type. */
export function truth(value: unknown): boolean {
  if (typeof value === 'boolean') return value
  throw new Fault(`a condition is a boolean, not ${typeOf(value as null)}`)
}
