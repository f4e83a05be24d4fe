// The interpreter. It keeps its frames on the heap, so no program can overflow the host's stack.
import type { Budget } from '../budget.ts'
import { Fault, type Limit } from '../errors.ts'
import { applyTo } from './call.ts'
import {
  Call,
  Env,
  Fn,
  isItems,
  Obj,
  Thunk,
  type Code,
  type Request,
  type Slot,
  type Task,
  type Value,
} from './values.ts'

/** What a program reads from its surroundings. */
export type Outside = {
  /** An external variable; undefined when it does not exist. */
  extVar(name: string): Value | undefined
  /** The value of the variable `std`. */
  std(): Value
}

export type Machine = {
  readonly outside: Outside
  /** The environment of the current frame. */
  readonly env: Env
  /** Runs a task to completion. Faults are given the position at which they occurred. */
  run<T>(task: Task<T>): T
  /** The active frames, innermost first, with their offsets in the source. */
  trace(): readonly { readonly what: string; readonly at: number }[]

  push(operand: unknown): void
  pop(): Value
  /** The operand `below` places under the top of the stack. */
  peek(below?: number): unknown
  /** Pops this many operands. */
  take(count: number): (Slot | undefined)[]
  /** Moves the program counter of the current frame. */
  jump(by: number): void
  /** Continues the current frame in another environment. */
  enter(env: Env): void
  /** Pushes the value of a slot, computing it if necessary. */
  force(slot: Slot): void
  /** Opens a frame for the code; its value is pushed, and stored in the thunk if there is one. */
  evaluate(code: Code, env: Env, thunk?: Thunk): void
  /** Replaces the current frame, which has no steps left (tail call). */
  replace(code: Code, env: Env): void
  /** Pushes the result of a request, once it is computed. */
  ask(request: Request): void

  /** Counts work outside of steps against the budget. Throws a Fault when it is exceeded. */
  spend(steps: number): void
  /**
   * Counts bytes against the budget before they are allocated. Throws a Fault when it is exceeded.
   */
  allocate(bytes: number): void
}

type Frame = {
  readonly code: Code
  env: Env
  pc: number
  /** Receives the value when the frame ends. */
  readonly thunk: Thunk | undefined
  readonly task: Task<unknown> | undefined
  readonly below: Frame | undefined
  readonly depth: number
}

const told: Readonly<Record<Exclude<Limit, 'time' | 'output'>, string>> = {
  steps: 'the program takes too many steps',
  depth: 'too many evaluations wait for each other (does a recursion not end?)',
  memory: 'the program needs too much memory',
}
const spent = (limit: keyof typeof told) => new Fault(told[limit], { limit })
const frameSize = 100
const nowhere = new Env(undefined, [])

/** Creates a machine for one evaluation. */
export function createMachine(budget: Budget, outside: Outside): Machine {
  const operands: unknown[] = []
  let frame: Frame | undefined
  let steps = budget.steps
  let memory = budget.memory

  const open = (
    code: Code,
    env: Env,
    thunk: Thunk | undefined,
    task: Task<unknown> | undefined,
  ): void => {
    const depth = frame === undefined ? 1 : frame.depth + 1
    if (depth > budget.depth) throw spent('depth')
    machine.allocate(frameSize)
    frame = { code, env, pc: 0, thunk, task, below: frame, depth }
  }
  /**
   * Resumes the task of the current frame with the top operand. The frame stays until the task is
   * done.
   */
  const resume = (): void => {
    if (frame?.task === undefined) return
    const { done, value } = frame.task.next(operands.pop())
    if (done === true) {
      operands.push(value)
    } else {
      frame.pc = 0
      machine.ask(value)
    }
  }
  const taskCode: Code = { steps: [resume], at: [], name: '' }
  const placed = (fault: Fault): Fault => {
    const at = machine.trace()[0]?.at
    return at === undefined
      ? fault
      : new Fault(fault.message, {
          kind: fault.kind,
          at,
          ...(fault.limit === undefined ? {} : { limit: fault.limit }),
        })
  }

  const machine: Machine = {
    outside,
    get env() {
      return frame === undefined ? nowhere : frame.env
    },
    run<T>(task: Task<T>): T {
      try {
        machine.ask(task)
        while (frame !== undefined) {
          if (--steps < 0) throw spent('steps')
          const step = frame.code.steps[frame.pc++]
          if (step === undefined) {
            frame.thunk?.settle(machine.peek() as Value)
            frame = frame.below
          } else {
            step(machine)
          }
        }
      } catch (error) {
        throw error instanceof Fault && error.at === undefined ? placed(error) : error
      }
      return operands.pop() as T
    },
    trace() {
      const entries: { what: string; at: number }[] = []
      for (let at = frame; at !== undefined && entries.length < 12; at = at.below) {
        const offset = at.code.at[Math.max(0, at.pc - 1)]
        if (offset !== undefined) entries.push({ what: at.code.name, at: offset })
      }
      return entries
    },

    push: (operand) => void operands.push(operand),
    pop: () => operands.pop() as Value,
    peek: (below = 0) => operands[operands.length - 1 - below],
    take: (count) => operands.splice(operands.length - count, count) as Slot[],
    jump(by) {
      if (frame !== undefined) frame.pc += by
    },
    enter(env) {
      if (frame !== undefined) frame.env = env
    },
    force(slot) {
      if (!(slot instanceof Thunk)) {
        operands.push(slot)
      } else if (slot.state === 'done') {
        operands.push(slot.value)
      } else {
        if (slot.code === undefined || slot.env === undefined)
          throw new Fault('this value depends on itself')
        open(slot.code, slot.env, slot, undefined)
        slot.begin()
      }
    },
    evaluate: (code, env, thunk) => open(code, env, thunk, undefined),
    replace(code, env) {
      if (frame !== undefined)
        frame = {
          code,
          env,
          pc: 0,
          thunk: frame.thunk,
          task: undefined,
          below: frame.below,
          depth: frame.depth,
        }
    },
    ask(request) {
      if (request instanceof Thunk) machine.force(request)
      else if (request instanceof Call) applyTo(machine, request.fn, request.args, request.names)
      else if (isTask(request)) {
        operands.push(undefined)
        open(taskCode, nowhere, undefined, request)
      } else operands.push(request)
    },

    spend(count) {
      steps -= count
      if (steps < 0) throw spent('steps')
    },
    allocate(bytes) {
      memory -= bytes
      if (memory < 0) throw spent('memory')
    },
  }
  return machine
}

const isTask = (request: Request): request is Task<unknown> =>
  typeof request === 'object' &&
  request !== null &&
  !isItems(request as Slot) &&
  !(request instanceof Obj) &&
  !(request instanceof Fn) &&
  'next' in request
