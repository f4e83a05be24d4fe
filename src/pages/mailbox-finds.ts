// What a person would look for in a message.

const links = /https?:\/\/[^\s<>"']+/g

/** Codes of six or more digits, in their order; not those that are a part of a link. */
export function findCodes(text: string): readonly string[] {
  return [...new Set(text.replaceAll(links, ' ').match(/(?<![\w-])\d{6,14}(?![\w-])/g) ?? [])]
}

export function findLinks(text: string): readonly string[] {
  return [...new Set(text.match(links) ?? [])]
    .map((link) => link.replace(/[.,;:!?)]+$/, ''))
    .filter((link) => URL.canParse(link))
}
