// Times in the time zone and the language of the reader; the server writes them in UTC.
const { lang } = document.documentElement
// NOTE many who read English write dates in another way
const full = new Intl.DateTimeFormat(lang === 'en' ? undefined : lang, {
  dateStyle: 'medium',
  timeStyle: 'short',
})

/** @param {ParentNode} root */
function localize(root) {
  for (const time of root.querySelectorAll('time[datetime]')) {
    if (!(time instanceof HTMLTimeElement)) continue
    const text = full.format(new Date(time.dateTime))
    // NOTE how long ago it was stays, with the moment as its title
    if (time.title === '') time.textContent = text
    else time.title = text
  }
}

localize(document)
document.addEventListener('pallas-replaced', ({ target }) => {
  if (target instanceof Element) localize(target)
})
