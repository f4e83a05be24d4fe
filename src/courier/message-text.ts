// What people look for in the text of a message.

const links = /https?:\/\/[^\s<>"']+/g

/** Numbers of six to fourteen digits, in their order, but not those inside of links. */
export function findCodes(message: string): readonly string[] {
  return [...new Set(message.replaceAll(links, ' ').match(/(?<![\w-])\d{6,14}(?![\w-])/g) ?? [])]
}

/** The addresses in a text, without the punctuation behind them. */
export function findLinks(message: string): readonly string[] {
  return [...new Set(message.match(links) ?? [])]
    .map((link) => link.replace(/[.,;:!?)]+$/, ''))
    .filter((link) => URL.canParse(link))
}
