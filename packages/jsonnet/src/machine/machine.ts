// Runs code on a stack of its own: frames are objects, so no program can use up the stack of the
// host.
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

/** What a program can ask for that is not in it. */
export type Outside = {
  /** An external variable; undefined when there is none of this name. */
  extVar(name: string): Value | undefined
  /** The standard library, as the variable `std` has it. */
  std(): Value
}

export type Machine = {
  readonly outside: Outside
  /** The environment of the current frame. */
  readonly env: Env
  /** Runs a task to its end. Faults say where they happened. */
  run<T>(task: Task<T>): T
  /** Where the frames stand, innermost first. */
  trace(): readonly { readonly what: string; readonly at: number }[]

  push(operand: unknown): void
  pop(): Value
  /** The operand that many below the top. */
  peek(below?: number): unknown
  /** Takes the topmost operands. */
  take(count: number): (Slot | undefined)[]
  /** Moves on within the code of the current frame. */
  jump(by: number): void
  /** Continues the current frame in another environment. */
  enter(env: Env): void
  /** Pushes the value of a slot, once it is computed. */
  force(slot: Slot): void
  /** Starts code; its value will be on the operands, and in the thunk if there is one. */
  evaluate(code: Code, env: Env, thunk?: Thunk): void
  /** Starts code in place of the current frame, which has nothing left to do. */
  replace(code: Code, env: Env): void
  /** Pushes the result of a request, once it is there. */
  ask(request: Request): void

  /** Counts work that is done outside of steps. */
  spend(steps: number): void
  /** Counts bytes, before they are allocated. */
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

/** A machine for one evaluation. */
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
   * Goes on with the task of the current frame, which is given the operand on top; the frame stays
   * in place until the task is done.
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
