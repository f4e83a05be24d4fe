// Measures servers by turns, each a process of its own: what one leaves behind meets all.
import { execFileSync } from 'node:child_process'
import { cpuMs, type Running } from './product.ts'
import { median, rounded } from './results.ts'

/** Acts of one turn, of which the mean is taken, and how many of them at once. */
const together = 160,
  atOnce = 8
/** Rounds that are not counted, while code is compiled. */
const warming = 10

/** Milliseconds of CPU of each server for one act, in every round, in the order of the servers. */
export async function byTurns(
  servers: readonly Running[],
  rounds: number,
  act: (publicUrl: string) => Promise<unknown>,
): Promise<readonly (readonly number[])[]> {
  const figures: number[][] = []
  for (let round = 0; round < rounds + warming; round++) {
    const spent: number[] = []
    // in changing order
    for (let turn = 0; turn < servers.length; turn++) {
      const at = (turn + round) % servers.length
      const { publicUrl, pid } = servers[at] ?? {}
      const from = cpuMs(pid) ?? Number.NaN
      await Promise.all(
        Array.from({ length: atOnce }, async () => {
          for (let n = 0; n < together / atOnce; n++) await act(publicUrl ?? '')
        }),
      )
      spent[at] = ((cpuMs(pid) ?? Number.NaN) - from) / together
    }
    if (round >= warming) figures.push(spent)
  }
  return figures
}

/** The usual CPU of the server at that place. */
export const usual = (figures: readonly (readonly number[])[], at: number): number =>
  rounded(median(figures.map((one) => one[at] ?? Number.NaN)), 4)

/** How many times the CPU of another the server at a place usually needs in the same round. */
export const ratioOf = (figures: readonly (readonly number[])[], at: number, of: number): number =>
  rounded(median(figures.map((one) => (one[at] ?? Number.NaN) / (one[of] ?? Number.NaN))), 3)

/** The commit of another checkout. */
export function commitOf(checkout: string): string {
  const args = ['-C', checkout, 'rev-parse', '--short', 'HEAD']
  return execFileSync('git', args, { encoding: 'utf8' }).trim()
}
