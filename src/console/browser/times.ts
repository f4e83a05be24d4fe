// Times in the time zone and the language of the reader; the server writes them in UTC.
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

function localize(root: ParentNode): void {
  for (const time of root.querySelectorAll<HTMLTimeElement>('time[datetime]')) {
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
