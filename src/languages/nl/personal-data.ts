import type { PersonalDataTexts } from '../translation.ts'

export const personalData: PersonalDataTexts = {
  personalData: {
    title: 'Uw gegevens',
    open: 'Mijn gegevens downloaden',
    lead:
      'Het bestand bevat alles wat over u wordt bewaard: uw account en de adressen ervan, ' +
      'manieren om in te loggen, sessies en apparaten, berichten die aan u zijn gestuurd en ' +
      'wat er met uw account is gebeurd.',
    without: 'Er staan geen wachtwoorden, codes of sleutels in.',
    credentials: 'Ook meenemen wat nodig is om mijn account naar een andere server te verhuizen',
    credentialsHint:
      'Het bestand bevat dan de hash van uw wachtwoord en uw accounts bij andere aanbieders. ' +
      'Wie het bestand krijgt, kan proberen uw wachtwoord te raden. Bewaar het waar niemand ' +
      'anders het kan lezen en verwijder het daarna.',
    download: 'Mijn gegevens downloaden',
    making:
      'Het zijn veel gegevens, dus het bestand wordt nog gemaakt. U krijgt een bericht met een ' +
      'link die één keer werkt.',
    ready: 'Er is een link naar uw adres gestuurd. Die werkt één keer.',
    until: 'Geldig tot',
    tooOften:
      'U hebt vandaag al meerdere keren om uw gegevens gevraagd. Probeer het morgen opnieuw.',
  },
  downloadData: {
    title: 'Uw gegevens downloaden?',
    lead: 'Druk op de knop om het bestand te downloaden. De link werkt één keer.',
    label: 'Downloaden',
    gone: {
      title: 'Er is niets te downloaden',
      lead: 'De link is al gebruikt, is verlopen of hoort bij een ander account.',
      label: 'Mijn gegevens opnieuw opvragen',
    },
    signInFirst: {
      title: 'Log eerst in',
      lead:
        'Alleen de persoon over wie het gaat, krijgt het bestand. Log in en open daarna de link ' +
        'in uw bericht opnieuw.',
      label: 'Inloggen',
    },
  },
}
