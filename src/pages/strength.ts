// The strength of a new password, told while it is typed. Only forms in which one is chosen load this
// script, and it loads the list of common passwords and the library that judges by it only once
// somebody types. Without scripts the server judges after the form is sent, by the same rules and list.
import { readFileSync } from 'node:fs'
import { rulesScript } from '#methods/password/in-browsers.ts'

/** Of a package: the file for browsers, beside the one that is imported here. */
const forBrowsers = (main: string): string =>
  readFileSync(new URL('zxcvbn-ts.js', main), 'utf8').replace(/\n\/\/# sourceMappingURL=.*/, '')

/** The library, and the list of common passwords that the server has too. */
export const guessesScript = [
  import.meta.resolve('@zxcvbn-ts/core'),
  import.meta.resolve('@zxcvbn-ts/language-common'),
]
  .map(forBrowsers)
  .join('\n')

/** How much of a password is judged: more would take long, and is strong in any case. */
const longest = 100

/** `guesses`: where the other script is, relative to the page. */
export const strengthScript = (guesses: string): string => `'use strict';
(() => {
${rulesScript}
  const levels = ['veryWeak', 'weak', 'fair', 'good', 'strong']
  const waitMs = 300
  let loaded
  const load = () => loaded ??= new Promise((done, fail) => {
    const one = document.createElement('script')
    one.src = ${JSON.stringify(guesses)}
    one.onload = () => {
      const { core, 'language-common': { dictionary, adjacencyGraphs: graphs } } = window.zxcvbnts
      const judge = new core.ZxcvbnFactory({ dictionary, graphs })
      const common = new Set(dictionary['passwords-common'].map(comparable))
      done({ judge, common })
    }
    one.onerror = fail
    document.head.append(one)
  })
  const identifying = /^(?:email|username|tel)\\b/
  const known = () => {
    const fields = [...document.querySelectorAll('[name^="traits."], input[autocomplete^=username]')]
      .filter(({ type, value }) => value !== '' && type !== 'checkbox')
    return {
      identifiers: fields
        .filter(({ autocomplete, type }) => identifying.test(autocomplete) || type === 'email')
        .map(({ value }) => value),
      words: fields.flatMap(({ value }) => wordsIn(value)),
    }
  }
  // In the order of the server, which has the last word.
  const verdict = async (typed, { minLength, similarity, blocklist, product }) => {
    const password = typed.normalize('NFC')
    if ([...password].length < minLength) return { level: 0, text: 'short' }
    const { identifiers, words } = known()
    if (similarity && identifiers.some((one) => isSimilar(password, one)))
      return { level: 0, text: 'similar' }
    if (blocklist && consistsOf(password, [product, ...words])) return { level: 0, text: 'words' }
    const { judge, common } = await load()
    if (blocklist && common.has(comparable(password))) return { level: 0, text: 'common' }
    const { score } = judge.check(password.slice(0, ${longest}), [product, ...words])
    return { level: score, text: levels[score] }
  }
  for (const input of document.querySelectorAll('input[data-strength]')) {
    const { texts, ...rules } = JSON.parse(input.dataset.strength)
    const meter = document.createElement('meter')
    Object.assign(meter, { min: 0, max: 4, low: 2, high: 3, optimum: 4, hidden: true })
    meter.setAttribute('aria-hidden', 'true')
    const told = document.createElement('p')
    told.className = 'hint strength'
    told.setAttribute('aria-live', 'polite')
    input.parentElement.after(meter, told)
    let timer
    const judge = async () => {
      const typed = input.value
      const found = typed === '' ? undefined : await verdict(typed, rules).catch(() => undefined)
      // NOTE more may have been typed in the meantime
      if (typed !== input.value) return
      meter.hidden = found === undefined
      meter.value = found?.level ?? 0
      told.textContent = found ? texts[found.text] : ''
    }
    input.addEventListener('input', () => {
      clearTimeout(timer)
      timer = setTimeout(judge, waitMs)
    })
  }
})()
`
