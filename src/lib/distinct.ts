/** From here on a set is faster; for fewer texts it takes several times as long. */
const many = 16

/** Each text once, in the order in which they come first. */
export const distinct = (texts: readonly string[]): readonly string[] =>
  texts.length < many
    ? texts.filter((text, index) => texts.indexOf(text) === index)
    : [...new Set(texts)]
