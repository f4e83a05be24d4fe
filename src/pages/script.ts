// The script of the pages: a button to show a password, and times in the reader's time zone.
// Everything works without it but passkeys, which need a script in any case.

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
