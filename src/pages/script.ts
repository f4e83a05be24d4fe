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
  let presses = 0, isSent = false
  for (const button of document.querySelectorAll('[data-on-click]')) {
    const { form } = button
    const failed = form.querySelector('[data-key-failed]')
    // NOTE a key that was used sends the form
    button.addEventListener('click', async () => {
      const press = ++presses
      if (failed) failed.hidden = true
      await run(button.dataset.onClick)
      if (failed) failed.hidden = isSent || press !== presses
    })
  }
  const hasKeys = 'PublicKeyCredential' in window
  const keyButtons = '[data-on-click^=oryPasskey], [data-on-click^=oryWebAuthn], [data-keys]'
  for (const one of document.querySelectorAll(keyButtons)) one.hidden = !hasKeys
  for (const one of document.querySelectorAll('[data-no-keys]')) one.hidden = hasKeys
  // Who has used a passkey in this browser will use one again, so its button comes first.
  const remembered = {
    get: () => { try { return localStorage.getItem('passkey') } catch { return null } },
    set: () => { try { localStorage.setItem('passkey', 'used') } catch {} },
  }
  for (const form of document.forms) {
    form.addEventListener('submit', () => {
      isSent = true
      const answers = form.querySelectorAll('[name^=passkey_][type=hidden]:not([name*=_c])')
      if ([...answers].some((one) => one.value !== '')) remembered.set()
    })
  }
  const passkey = document.querySelector('button[name=passkey_login_trigger]')
  const field = passkey && passkey.form.querySelector('.field')
  if (field && hasKeys && remembered.get()) {
    const { form, parentElement: rest, nextElementSibling: hint } = passkey
    const or = form.querySelector('.or')
    const first = document.createElement('div')
    first.className = 'actions actions-first'
    first.append(passkey, hint)
    for (const one of form.querySelectorAll('.button-primary')) {
      one.classList.replace('button-primary', 'button-secondary')
    }
    passkey.classList.replace('button-secondary', 'button-primary')
    field.before(first)
    if (or) {
      first.after(or.cloneNode(true))
      if (!rest.firstElementChild) or.remove()
    }
  }
  for (const place of document.querySelectorAll('[data-print]')) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'button button-secondary'
    button.textContent = place.dataset.print
    button.addEventListener('click', () => window.print())
    place.prepend(button)
  }
  window.addEventListener('load', () => {
    for (const one of document.querySelectorAll('[data-on-load]')) run(one.dataset.onLoad)
  })
})()
`
