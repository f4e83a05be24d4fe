import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { runInNewContext } from 'node:vm'
import { consistsOf, wordsIn } from './blocklist.ts'
import { rulesScript } from './in-browsers.ts'
import { isSimilar } from './similarity.ts'

const inBrowser = runInNewContext(`${rulesScript}\n;({ isSimilar, consistsOf, wordsIn })`) as {
  readonly isSimilar: typeof isSimilar
  readonly consistsOf: typeof consistsOf
  readonly wordsIn: typeof wordsIn
}
const names = ['ada@example.org', 'Ada Lovelace', 'Ärger-ﬁne', '+49 170 1234567', '', 'x']
const passwords = names.flatMap((name) => [
  name,
  name.toUpperCase(),
  `${name}1`,
  `correct-horse-${name}`,
  [...name].toReversed().join(''),
  name.slice(2),
])

describe('the rules for passwords in a browser', () => {
  it('say what they say on the server', () => {
    const answers = new Set<boolean>()
    for (const name of names) {
      assert.deepEqual([...inBrowser.wordsIn(name)], wordsIn(name))
      for (const password of passwords) {
        const similar = isSimilar(password, name)
        const words = consistsOf(password, wordsIn(name))
        assert.equal(inBrowser.isSimilar(password, name), similar, `${password} and ${name}`)
        assert.equal(inBrowser.consistsOf(password, wordsIn(name)), words, `${password} of ${name}`)
        answers.add(similar).add(words)
      }
    }
    assert.equal(answers.size, 2)
  })
})
