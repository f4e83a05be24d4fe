/** Works something out of a value, and again only when `read` gives another one. */
export function once<From, To>(read: () => From, work: (value: From) => To): () => To {
  let known: { readonly from: From; readonly to: To } | undefined
  return () => {
    const from = read()
    if (!known || known.from !== from) known = { from, to: work(from) }
    return known.to
  }
}
