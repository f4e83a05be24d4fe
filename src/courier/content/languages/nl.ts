import type { MailTexts } from '../mail-texts.ts'

export const nl: MailTexts = {
  space: ' ',
  colon: ': ',
  minutes: { one: '{count} minuut', other: '{count} minuten' },
  hours: { one: '{count} uur', other: '{count} uur' },
  footer: '{product} heeft dit bericht naar {to} gestuurd.',
  linkHint: 'Werkt de knop niet? Kopieer dan dit adres naar uw browser:',
  codeWorks: 'De code werkt één keer en is {lifespan} geldig.',
  linkWorks: 'De link werkt één keer en is {lifespan} geldig.',
  unasked: 'Hebt u hier niet om gevraagd? Dan kunt u dit bericht negeren. Er verandert dan niets.',
  secret: 'Wij vragen u nooit om deze code. Deel hem met niemand.',
  labels: {
    code: 'Uw code',
    when: 'Wanneer',
    by: 'Door',
    administrator: 'een beheerder',
    device: 'Apparaat',
    place: 'Vanaf',
    due: 'Gepland op',
    getBackIn: 'Mijn account herstellen',
  },
  recovery: {
    title: 'Herstel uw account',
    lead: 'Volg de link om weer in te loggen bij {product} en een nieuw wachtwoord te kiezen.',
    short: 'Herstel uw account bij {product}: {url}',
  },
  recoveryCode: {
    subject: '{code} is uw code om uw account te herstellen',
    lead:
      'Vul deze code in op de pagina waar u erom hebt gevraagd, om weer in te loggen bij ' +
      '{product}.',
    short: '{code} is uw code om uw account bij {product} te herstellen. Deel hem met niemand.',
  },
  verification: {
    subject: 'Bevestig uw e-mailadres',
    title: 'Is dit uw adres?',
    lead: 'Volg de link om dit e-mailadres te bevestigen voor uw account bij {product}.',
    label: 'Mijn adres bevestigen',
    short: 'Bevestig dit adres voor uw account bij {product}: {url}',
  },
  verificationCode: {
    subject: '{code} is uw code om uw e-mailadres te bevestigen',
    lead:
      'Vul deze code in op de pagina waar u erom hebt gevraagd, om dit adres te bevestigen voor uw ' +
      'account bij {product}.',
    label: 'De pagina met de code openen',
    short: '{code} is uw code om dit adres te bevestigen bij {product}. Deel hem met niemand.',
  },
  login: {
    subject: '{code} is uw code om in te loggen',
    title: 'Inloggen',
    lead: 'Vul deze code in op de pagina waar u inlogt bij {product}.',
    notNow:
      'Bent u nu niet aan het inloggen? Dan probeert misschien iemand anders het. Zonder de code ' +
      'lukt dat niet.',
    short: '{code} is uw code om in te loggen bij {product}. Deel hem met niemand.',
  },
  registration: {
    subject: '{code} is uw code om uw registratie af te ronden',
    title: 'Welkom',
    lead: 'Vul deze code in op de pagina waar u zich registreert bij {product}.',
    short: '{code} is uw code om u te registreren bij {product}. Deel hem met niemand.',
  },
  noAccount: {
    title: 'Er is geen account met dit adres',
    recovery: {
      subject: 'Iemand probeerde een account te herstellen',
      lead:
        'Iemand, misschien u, heeft gevraagd om een account bij {product} te herstellen met dit ' +
        'e-mailadres. Dat account bestaat niet.',
    },
    verification: {
      subject: 'Iemand probeerde dit adres te bevestigen',
      lead:
        'Iemand, misschien u, heeft gevraagd om dit e-mailadres te bevestigen voor een account bij ' +
        '{product}. Dat account bestaat niet.',
    },
    wasYou: 'Was u het? Probeer dan het adres waarmee u zich hebt geregistreerd.',
    otherwise: 'Was u het niet? Dan hoeft u niets te doen.',
    short: 'Er is geen account bij {product} met dit adres.',
  },
  notice: {
    endSession: 'Was u het niet? Beëindig dan de sessie waarin het is gebeurd: {endSessionUrl}',
    recover: 'Kunt u niet meer inloggen? Herstel dan uw account: {url}',
    wasYou: 'Was u het, of wist u ervan? Dan hoeft u niets te doen.',
    otherwise:
      'Zo niet, dan heeft misschien iemand anders toegang tot uw account. Herstel het, kies een nieuw ' +
      'wachtwoord en beëindig alle andere sessies. Lukt dat niet, neem dan contact op met de ' +
      'beheerders van {product}.',
    otherwiseTell:
      'Zo niet, dan heeft misschien iemand anders toegang tot uw account. Neem contact op met de ' +
      'beheerders van {product}.',
    short: 'Was u het niet? Herstel dan meteen uw account.',
  },
  names: {
    totp: 'een authenticator-app',
    lookup_secret: 'reservecodes',
    webauthn: 'een beveiligingssleutel',
    passkey: 'een passkey',
    code: 'codes die naar u worden gestuurd',
    account: 'een account bij een andere dienst',
    accountAt: 'een account bij {provider}',
    other: 'een andere manier om te bewijzen wie u bent',
  },
  password: {
    title: {
      added: 'Er is een wachtwoord aan uw account toegevoegd',
      changed: 'Uw wachtwoord is gewijzigd',
      removed: 'Uw wachtwoord is verwijderd',
    },
    lead: {
      added: 'Er is een wachtwoord toegevoegd aan uw account bij {product}.',
      changed: 'Het wachtwoord van uw account bij {product} is gewijzigd.',
      removed: 'Het wachtwoord van uw account bij {product} is verwijderd.',
    },
  },
  factor: {
    title: {
      added: 'Er is een tweede factor toegevoegd',
      changed: 'Er is een tweede factor gewijzigd',
      removed: 'Er is een tweede factor verwijderd',
    },
    lead: {
      added: 'Er is een tweede factor toegevoegd aan uw account bij {product}: {what}.',
      changed: 'Er is een tweede factor gewijzigd van uw account bij {product}: {what}.',
      removed: 'Er is een tweede factor verwijderd van uw account bij {product}: {what}.',
    },
  },
  way: {
    title: {
      added: 'Er is een manier om in te loggen toegevoegd',
      changed: 'Er is een manier om in te loggen gewijzigd',
      removed: 'Er is een manier om in te loggen verwijderd',
    },
    lead: {
      added: 'Er is een manier om in te loggen toegevoegd aan uw account bij {product}: {what}.',
      changed: 'Er is een manier om in te loggen gewijzigd van uw account bij {product}: {what}.',
      removed: 'Er is een manier om in te loggen verwijderd van uw account bij {product}: {what}.',
    },
  },
  address: {
    title: 'Uw adres is gewijzigd',
    lead: {
      added: 'Het adres {added} is toegevoegd aan uw account bij {product}.',
      changed: 'Het adres van uw account bij {product} is gewijzigd van {gone} in {added}.',
      removed: 'Het adres {gone} is verwijderd van uw account bij {product}.',
    },
  },
  addresses: {
    title: 'Een adres van uw account is gewijzigd',
    lead: 'De adressen van uw account bij {product} zijn gewijzigd.',
  },
  several: {
    title: 'Meerdere wijzigingen van uw account',
    lead: 'Uw account bij {product} is binnen een uur meerdere keren gewijzigd.',
    more:
      'Om uw mailbox bruikbaar te houden, melden we verdere wijzigingen in het komende uur niet één ' +
      'voor één.',
  },
  taken: {
    subject: 'Iemand probeerde zich te registreren met uw adres',
    title: 'U hebt al een account',
    lead:
      'Iemand, misschien u, probeerde zich met dit adres te registreren bij {product}. Er is al een ' +
      'account met dit adres, dus is er geen nieuw gemaakt.',
    wasYou: 'Was u het? Log dan in: {loginUrl}',
    recover: 'Kunt u niet meer inloggen? Volg dan de link om uw account te herstellen.',
    otherwise:
      'Was u het niet? Dan hoeft u niets te doen. Niemand heeft toegang gekregen tot uw account, en ' +
      'niemand heeft gehoord dat het bestaat.',
    short: 'Was u het? Log dan in.',
    shortRecover: 'Was u het? Log dan in of herstel uw account: {url}',
  },
  signIn: {
    title: 'Nieuwe aanmelding bij uw account',
    device:
      'Iemand, misschien u, heeft ingelogd op uw account bij {product} met een apparaat dat ' +
      'daarvoor nog niet was gebruikt.',
    network:
      'Iemand, misschien u, heeft ingelogd op uw account bij {product} vanaf een netwerk dat ' +
      'daarvoor nog niet was gebruikt.',
    label: 'Ik was het niet: sessie beëindigen',
    isIncomplete:
      'De tweede stap ontbrak toen nog, maar de eerste is gelukt: die persoon kent misschien uw ' +
      'wachtwoord.',
    wasYou: 'Was u het? Dan hoeft u niets te doen.',
    otherwise: 'Zo niet, beëindig dan de sessie met de knop en kies een nieuw wachtwoord.',
    short: 'Was u het niet? Beëindig dan de sessie: {endSessionUrl}',
  },
  resetBegun: {
    title: 'Uw tweede factoren worden verwijderd',
    lead:
      'Een beheerder gaat de tweede factoren van uw account bij {product} verwijderen, zoals een ' +
      'authenticator-app, reservecodes of een beveiligingssleutel.',
    label: 'Stoppen: mijn tweede factoren houden',
    effect: 'Daarna is de eerste stap genoeg om in te loggen, en wordt u overal uitgelogd.',
    wasYou: 'Hebt u erom gevraagd? Dan hoeft u niets te doen.',
    otherwise:
      'Zo niet, dan heeft iemand zich misschien voorgedaan als u. Stop het met de knop, of door in ' +
      'te loggen met uw tweede factor, en neem contact op met de beheerders van {product}.',
    short: 'Hebt u er niet om gevraagd? Stop het dan: {cancelUrl}',
  },
  deletionRequested: {
    title: 'Uw account wordt verwijderd',
    lead: 'Iemand, misschien u, heeft gevraagd uw account bij {product} te verwijderen. U bent overal uitgelogd.',
    label: 'Mijn account houden: inloggen',
    effect: 'Daarna wordt alles wat hier over u is opgeslagen definitief gewist.',
    keep: 'Wilt u het account houden? Log dan vóór die tijd in.',
    otherwise:
      'Was u het niet? Log dan nu in en kies een nieuw wachtwoord: misschien kent iemand het.',
    short: 'Wilt u het houden? Log dan vóór die tijd in.',
  },
  deletionSoon: {
    title: 'Uw account wordt binnenkort verwijderd',
    lead: 'Uw account bij {product} wordt verwijderd, zoals gevraagd.',
    label: 'Mijn account houden: inloggen',
    keep: 'Wilt u het account houden? Log dan vóór die tijd in. Anders hoeft u niets te doen.',
    short: 'Wilt u het houden? Log dan vóór die tijd in.',
  },
  deletionCancelled: {
    title: 'Uw account blijft bestaan',
    lead: 'Uw account bij {product} wordt niet verwijderd.',
    otherwise: 'Was u het niet? Neem dan contact op met de beheerders van {product}.',
    short: 'Het blijft zoals het was.',
  },
  deleted: {
    title: 'Uw account is verwijderd',
    lead: 'Uw account bij {product} is verwijderd, met alles wat hier over u was opgeslagen.',
    otherwise: 'Dit is het laatste bericht aan dit adres. Het kan niet ongedaan worden gemaakt.',
    short: 'Dit is het laatste bericht.',
  },
  resetDone: {
    title: 'Uw tweede factoren zijn verwijderd',
    lead:
      'Een beheerder heeft de tweede factoren van uw account bij {product} verwijderd. U bent overal ' +
      'uitgelogd.',
    next: 'Log in en stel een nieuwe tweede factor in bij de instellingen.',
    otherwise:
      'Hebt u er niet om gevraagd? Kies dan ook een nieuw wachtwoord en neem contact op met de ' +
      'beheerders van {product}.',
    short: 'Log in en stel een nieuwe in.',
  },
  reported: {
    title: 'Een melding vanuit uw account',
    lead:
      'Vanuit uw account bij {product} is gemeld dat iets niet door u is gedaan. Iedereen is ' +
      'uitgelogd en geen enkel apparaat wordt nog onthouden.',
    wasYou: 'Was u het? Herstel dan uw account en kies een nieuw wachtwoord.',
    otherwise:
      'Zo niet, dan was iemand anders in uw account. Herstel het, kies een nieuw wachtwoord ' +
      'en neem contact op met de beheerders van {product}.',
    short: 'Herstel het en kies een nieuw wachtwoord.',
  },
  dataReady: {
    title: 'Uw gegevens kunnen worden gedownload',
    lead: 'U hebt de gegevens opgevraagd die {product} over u bewaart. Het bestand is klaar.',
    label: 'Mijn gegevens downloaden',
    signIn:
      'Op de pagina moet u bij dit account zijn ingelogd, zodat de link alleen niets waard is.',
    otherwise:
      'Als u dit niet hebt opgevraagd, volg de link dan niet. Kies een nieuw wachtwoord en ' +
      'beëindig alle andere sessies.',
    short: 'Download uw gegevens van {product}: {downloadUrl}',
  },
  dataDownloaded: {
    title: 'Uw gegevens zijn gedownload',
    lead: 'Een bestand met de gegevens die {product} over u bewaart, is gedownload.',
  },
}
