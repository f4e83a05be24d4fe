// The script of the pages: a button to show a password, a word about Caps Lock, codes from text
// messages, times in the reader's time zone, and the work that a form may ask for. Without it one waits
// instead of proving work; everything else works but passkeys, which need a script in any case.

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
    const caps = document.createElement('p')
    caps.className = 'hint caps'
    caps.setAttribute('aria-live', 'polite')
    input.parentElement.after(caps)
    const tell = (event) => {
      const isOn = event.getModifierState?.('CapsLock') === true
      caps.textContent = isOn ? input.dataset.capsLock : ''
    }
    // NOTE a key that was pressed before is in no event, so a click tells too
    for (const kind of ['keydown', 'keyup', 'pointerdown']) input.addEventListener(kind, tell)
    input.addEventListener('blur', () => { caps.textContent = '' })
  }
  // A code that came in a text message for this domain (WebOTP), where the browser asks for it.
  const codeField = document.querySelector('input[autocomplete=one-time-code][name=code]')
  if (codeField && 'OTPCredential' in window) {
    const waiting = new AbortController()
    codeField.form.addEventListener('submit', () => waiting.abort())
    navigator.credentials.get({ otp: { transport: ['sms'] }, signal: waiting.signal }).then(
      ({ code }) => { codeField.value ||= code },
      () => {},
    )
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
  const { lang } = document.documentElement
  // NOTE English is written in many ways, and the browser knows which
  const written = lang === 'en' ? undefined : lang
  const local = new Intl.DateTimeFormat(written, { dateStyle: 'medium', timeStyle: 'short' })
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
  // The answer of a key is sent like everything else, so that work that is asked for is done first.
  document.addEventListener('pallas-key-used', (event) => {
    event.preventDefault()
    event.target.requestSubmit()
  })
  const hasKeys = 'PublicKeyCredential' in window
  const keyButtons = '[data-on-click^=oryPasskey], [data-on-click^=oryWebAuthn], [data-keys]'
  for (const one of document.querySelectorAll(keyButtons)) one.hidden = !hasKeys
  for (const one of document.querySelectorAll('[data-no-keys]')) one.hidden = hasKeys
  for (const form of document.forms) form.addEventListener('submit', () => { isSent = true })
  // Enter in a password presses the button beside it, also where another button comes first.
  const own = document.querySelector('.actions-first ~ .actions > button[type=submit]')
  const secret = own && own.form.querySelector('.secret input')
  if (secret) {
    secret.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return
      event.preventDefault()
      own.click()
    })
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
