import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { message } from '#messages/message.ts'
import { noNotes, type FormNotes } from './flow.ts'
import { addProblems } from './messages-on-retry.ts'

const malformed = { field: 'email', message: message('validation.not-an-email', { value: 'x' }) }
const leftOut = { field: 'email', message: message('validation.required', { property: 'email' }) }
const empty = { field: 'email', message: message('validation.empty', { property: 'email' }) }
const noMethod = { message: message('verification.no-method') }

const keysOf = (notes: FormNotes) => [
  notes.messages.map(({ key }) => key),
  notes.fields['email']?.messages.map(({ key }) => key),
]
const once = addProblems(noNotes, { email: 'x' }, [malformed], 'kept-where-sent')

describe('what was said about a form before', () => {
  it('stays, and what is wrong this time is said besides, the same as often as it is', () => {
    const twice = addProblems(once, { email: 'y' }, [malformed], 'kept-where-sent')
    assert.deepEqual(keysOf(twice), [[], ['validation.not-an-email', 'validation.not-an-email']])
    assert.equal(twice.fields['email']?.value, 'y')
    const without = addProblems(
      addProblems(noNotes, {}, [noMethod], 'kept'),
      {},
      [noMethod],
      'kept',
    )
    assert.deepEqual(
      without.messages.map(({ key }) => key),
      ['verification.no-method', 'verification.no-method'],
    )
  })

  it('goes for a field that is left out, where it stays for what is sent', () => {
    const anew = addProblems(once, { email: '' }, [leftOut], 'kept-where-sent')
    assert.deepEqual(keysOf(anew), [[], ['validation.required']])
    assert.equal(anew.fields['email']?.value, '')
    assert.deepEqual(keysOf(addProblems(once, {}, [leftOut], 'kept')), [
      [],
      ['validation.not-an-email', 'validation.required'],
    ])
  })

  it('goes for a field that is empty only where it stays for what is filled in', () => {
    const kept = addProblems(once, { email: '' }, [empty], 'kept-where-sent')
    assert.deepEqual(
      [keysOf(kept), kept.fields['email']?.value],
      [[[], ['validation.not-an-email', 'validation.empty']], 'x'],
    )
    const anew = addProblems(once, { email: '' }, [empty], 'kept-where-filled-in')
    assert.deepEqual([keysOf(anew), anew.fields['email']?.value], [[[], ['validation.empty']], ''])
  })

  it('goes for all fields where no method is chosen, which is noted until one is', () => {
    const anew = addProblems(once, { email: 'z' }, [noMethod], 'kept-where-sent')
    assert.deepEqual(
      [keysOf(anew), anew.fields['email']?.value, anew.withoutMethod],
      [[['verification.no-method'], []], 'z', true],
    )
    const chosen = addProblems(anew, { email: 'x' }, [malformed], 'kept-where-sent')
    assert.deepEqual(
      [keysOf(chosen), chosen.withoutMethod],
      [[['verification.no-method'], ['validation.not-an-email']], undefined],
    )
  })

  it('goes where it was no mistake but what an earlier step said', () => {
    const sent = {
      ...noNotes,
      messages: [message('verification.code-sent'), message('verification.code-wrong')],
    }
    assert.deepEqual(keysOf(addProblems(sent, {}, [noMethod], 'kept')), [
      ['verification.code-wrong', 'verification.no-method'],
      undefined,
    ])
  })

  it('does not grow with every time that the form is sent', () => {
    let notes = noNotes
    for (let times = 0; times < 1000; times++)
      notes = addProblems(notes, { email: 'x' }, [malformed, noMethod], 'kept')
    assert.deepEqual([notes.messages.length, notes.fields['email']?.messages.length], [20, 20])
  })
})
