/** Picks some of many ids while they pass by, each as likely as every other. */
export type Sample = {
  add(id: string): void
  /** Those that were picked. */
  ids(): readonly string[]
}

/** `random`: a number from 0 to below 1 (algorithm R of Vitter, “Random sampling with a reservoir”). */
export function createSample(size: number, random: () => number): Sample {
  const picked: string[] = []
  let seen = 0
  return {
    add(id) {
      seen++
      if (picked.length < size) picked.push(id)
      else {
        const at = Math.floor(random() * seen)
        if (at < size) picked[at] = id
      }
    },
    ids: () => picked,
  }
}
