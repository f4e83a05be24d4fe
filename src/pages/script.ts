// The script of the pages: a button to show a password, times in the reader's time zone, and the
// work that a form may ask for. Without it one waits instead of proving work; everything else works
// but passkeys, which need a script in any case.

export const script = `'use strict';
(() => {
  for (const input of document.querySelectorAll('input[type=password]')) {
    const button = document.createElement('button')
    const say = (shown) => {
      input.type = shown ? 'text' : 'password'
      button.textContent = shown ? input.dataset.hideText : input.dataset.showText
      button.setAttribute('aria-label', shown ? input.dataset.hide : input.dataset.show)
    }
    button.type = 'button'
    button.className = 'reveal'
    button.setAttribute('aria-controls', input.id)
    button.addEventListener('click', () => say(input.type === 'password'))
    say(false)
    input.after(button)
    input.form.addEventListener('submit', () => say(false))
  }
  // Proof of work by the ALTCHA protocol: the number whose derived key has the wanted beginning.
  const bytes = (hex) => Uint8Array.from(hex.match(/../g), (two) => parseInt(two, 16))
  const hexOf = (key) => [...key].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const solve = async (challenge) => {
    const { nonce, salt, cost, keyLength, keyPrefix } = challenge.parameters
    const password = new Uint8Array([...bytes(nonce), 0, 0, 0, 0])
    const algorithm = { name: 'PBKDF2', hash: 'SHA-256', salt: bytes(salt), iterations: cost }
    for (let counter = 0; ; counter++) {
      new DataView(password.buffer).setUint32(password.length - 4, counter)
      const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits'])
      const bits = await crypto.subtle.deriveBits(algorithm, key, keyLength * 8)
      const derivedKey = hexOf(new Uint8Array(bits))
      if (derivedKey.startsWith(keyPrefix)) {
        return btoa(JSON.stringify({ challenge, solution: { counter, derivedKey } }))
      }
    }
  }
  // NOTE browsers have crypto.subtle on https and on this machine only
  for (const input of crypto.subtle ? document.querySelectorAll('input[name=altcha]') : []) {
    const { form } = input
    const status = form.querySelector('[data-work]')
    let isSolved = false, pressed
    solve(JSON.parse(input.value)).then((solution) => {
      input.value = solution
      isSolved = true
      status.hidden = true
      if (pressed) form.requestSubmit(pressed.submitter)
    })
    form.addEventListener('submit', (event) => {
      if (isSolved) return
      event.preventDefault()
      status.hidden = false
      pressed = event
    })
  }
  const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })
  for (const time of document.querySelectorAll('time[datetime]')) {
    time.textContent = local.format(new Date(time.dateTime))
  }
  const run = (name) => typeof window[name] === 'function' && window[name]()
  for (const button of document.querySelectorAll('[data-on-click]')) {
    button.addEventListener('click', () => run(button.dataset.onClick))
  }
  window.addEventListener('load', () => {
    for (const one of document.querySelectorAll('[data-on-load]')) run(one.dataset.onLoad)
  })
})()
`
