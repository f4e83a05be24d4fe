/** A function that computes a value from what `read` gives, and again only when that changes. */
export function once<From, To>(read: () => From, work: (value: From) => To): () => To {
  let known: { readonly from: From; readonly to: To } | undefined
  return () => {
    const from = read()
    if (!known || known.from !== from) known = { from, to: work(from) }
    return known.to
  }
}
