import type { MessageTexts, WordTexts } from '../translation.ts'

const expired = 'Dit formulier stond te lang open. Hier is een nieuw.'
const wrongCode = 'Deze code is onjuist, of is al gebruikt.'

export const messages: MessageTexts = {
  'node.password': 'Wachtwoord',
  'node.save': 'Wijzigingen opslaan',
  'node.identifier': 'Uw inlognaam',
  'node.submit': 'Verzenden',
  'node.verify-code': 'Code die de app toont',
  'node.email': 'E-mailadres',
  'node.resend': 'Nieuwe code verzenden',
  'node.continue': 'Doorgaan',
  'node.recovery-code': 'Herstelcode',
  'node.verification-code': 'Bevestigingscode',
  'node.registration-code': 'Registratiecode',
  'node.login-code': 'Inlogcode',
  'node.proof-of-work': 'Een korte berekening door dit apparaat',
  'node.recovery-address': 'Adres van uw account',
  'node.email-or-phone': 'E-mailadres of telefoonnummer',
  'node.phone-number': 'Telefoonnummer',

  'login.sign-in': 'Inloggen',
  'login.with-provider': 'Inloggen met {provider}',
  'login.confirm': 'Bevestig dat u het bent.',
  'login.second-factor': 'Nog één stap: bevestig met uw tweede factor dat u het bent.',
  'login.totp-code': 'Code van uw authenticator-app',
  'login.lookup-code': 'Reservecode',
  'login.use-key': 'Inloggen met een beveiligingssleutel',
  'login.use-totp': 'Verder met de app',
  'login.use-lookup': 'Verder met een reservecode',
  'login.key-ready': 'Houd uw beveiligingssleutel gereed en ga verder.',
  'login.go-on': 'Verder',
  'login.code-sent':
    'Er is een code naar u onderweg. Vul hem hier in; hebt u geen account met dit adres, dan komt er geen.',
  'login.remember-device': 'Hier op dit apparaat enige tijd niet om vragen',
  'login.terms': 'Voordat u verdergaat: lees deze voorwaarden en geef aan of u ze accepteert.',
  'login.terms-of': 'Ik accepteer de voorwaarden van versie {version}',
  'login.read-terms': 'Versie {version} lezen',
  'login.accept-terms': 'Opslaan en verdergaan',
  'login.second-code-sent': 'Er is een code naar u onderweg. Vul hem hier in.',
  'login.code-sent-to-own':
    'Er is een code onderweg naar het adres van uw account. Vul hem hier in.',
  'login.send-code-to': 'Code verzenden naar {address}',
  'login.send-code': 'Code ontvangen om in te loggen',
  'login.use-passkey': 'Inloggen met een passkey',
  'login.sign-in-with-password': 'Inloggen met uw wachtwoord',
  'login.link':
    '{identifier} heeft hier al een account. Log erop in om het met {provider} te koppelen.',
  'login.confirm-with-provider': 'Bevestigen met {provider}',
  'login.expired': expired,
  'login.no-method': 'Kies een manier om in te loggen.',
  'login.completed': 'U bent met dit formulier al ingelogd.',
  'login.code-wrong': wrongCode,
  'login.account-disabled': 'Dit account is uitgeschakeld. Vraag het de beheerder van deze dienst.',
  'login.linked-to-another':
    'Dit is niet het account dat gekoppeld zou worden. Log in op dat account.',
  'login.unknown-address':
    'Naar dit adres kunnen geen codes voor uw tweede stap worden verzonden. Kies een ander.',

  'registration.sign-up': 'Account aanmaken',
  'registration.with-provider': 'Registreren met {provider}',
  'registration.continue': 'Doorgaan',
  'registration.use-key': 'Registreren met een beveiligingssleutel',
  'registration.code-sent': 'Er is een code naar u onderweg. Vul hem hier in om af te ronden.',
  'registration.send-code': 'Code ontvangen om te registreren',
  'registration.use-passkey': 'Registreren met een passkey',
  'registration.back': 'Terug',
  'registration.choose-credential': 'Hoe wilt u voortaan inloggen?',
  'registration.no-method': 'Kies een manier om te registreren.',
  'registration.expired': expired,
  'registration.completed': 'Met dit formulier is al een account aangemaakt.',
  'registration.code-wrong': wrongCode,

  'settings.forget-devices': {
    one: 'Op het onthouden apparaat weer om de tweede stap vragen',
    other: 'Op alle {count} onthouden apparaten weer om de tweede stap vragen',
  },
  'settings.saved': 'Uw wijzigingen zijn opgeslagen.',
  'settings.link-provider': 'Koppelen met {provider}',
  'settings.unlink-provider': 'Ontkoppelen van {provider}',
  'settings.remove-totp': 'Authenticator-app verwijderen',
  'settings.totp-qr': 'Scan deze afbeelding met uw authenticator-app',
  'settings.reveal-lookup': 'Mijn reservecodes tonen',
  'settings.new-lookup': 'Nieuwe reservecodes maken',
  'settings.lookup-codes-label':
    'Uw reservecodes. Elke code werkt één keer; bewaar ze waar alleen u ze vindt',
  'settings.confirm-lookup': 'Ik heb ze opgeschreven',
  'settings.add-key': 'Beveiligingssleutel toevoegen',
  'settings.key-name': 'Naam van de beveiligingssleutel',
  'settings.turn-off': 'Uitschakelen',
  'settings.totp-secret-label': 'Of typ deze sleutel in',
  'settings.remove-key': 'Beveiligingssleutel {displayName} verwijderen, toegevoegd op {date}',
  'settings.add-passkey': 'Passkey toevoegen',
  'settings.remove-passkey': 'Passkey {displayName} verwijderen, toegevoegd op {date}',
  'settings.no-method': 'Kies wat u wilt wijzigen.',
  'settings.one-address': 'Wijzig één adres tegelijk. Elk nieuw adres moet eerst worden bevestigd.',
  'settings.expired': expired,

  'recovery.done':
    'U bent weer ingelogd. Stel nu een nieuw wachtwoord in, of een andere manier om in te loggen.',
  'recovery.link-sent':
    'Als dit adres bij een account hoort, is er een bericht met een link onderweg.',
  'recovery.code-sent':
    'Als dit adres bij een account hoort, is er een bericht met een code onderweg.',
  'recovery.code-sent-to':
    'Als {address} bij een account hoort, is er een bericht met een code onderweg.',
  'recovery.confirm-address': 'Typ het volledige adres.',
  'recovery.choose-address': 'Waar moet de code heen?',
  'recovery.back': 'Terug',
  'recovery.no-method': 'Kies een manier om uw account te herstellen.',
  'recovery.completed': 'Dit herstel is al afgerond. Hier is een nieuw formulier.',
  'recovery.start-again': 'Dat is niet gelukt. Begin opnieuw.',
  'recovery.link-wrong': 'Deze link is onjuist, of is al gebruikt. Vraag een nieuwe aan.',
  'recovery.expired': expired,
  'recovery.code-wrong': wrongCode,

  'verification.link-sent':
    'Er is een bericht met een link onderweg naar dit adres, als het hier bekend is.',
  'verification.done': 'Bedankt. Dit adres is van u.',
  'verification.code-sent':
    'Er is een bericht met een code onderweg naar dit adres, als het hier bekend is.',
  'verification.text-sent':
    'Er is een sms met een code onderweg naar dit nummer, als het hier bekend is.',
  'verification.phone-done': 'Bedankt. Dit telefoonnummer is van u.',
  'verification.no-method': 'Kies een manier om uw adres te bevestigen.',
  'verification.link-wrong':
    'Deze link is onjuist, of is al gebruikt. Hebt u hem gebruikt, dan is uw adres bevestigd; vraag anders een ' +
    'nieuwe aan.',
  'verification.completed': 'Dit adres is al bevestigd. Hier is een nieuw formulier.',
  'verification.start-again': 'Dat is niet gelukt. Begin opnieuw.',
  'verification.expired': expired,
  'verification.code-wrong': wrongCode,

  'validation.required': 'Vul {property} in.',
  'validation.empty': 'Vul {property} in.',
  'validation.too-short': {
    one: 'Minstens {count} teken; dit zijn er {actual_length}.',
    other: 'Minstens {count} tekens; dit zijn er {actual_length}.',
  },
  'validation.pattern': 'Dit is niet geschreven zoals het hoort.',
  'validation.password-policy': 'Dit wachtwoord kan niet worden gebruikt: {reason}.',
  'validation.invalid-credentials':
    'Dat klopt niet. Controleer wat u typte, vooral het wachtwoord.',
  'validation.identifier-taken': 'Er is al een account met dit adres, nummer of deze naam.',
  'validation.totp-wrong': 'Deze code is niet de juiste, of is al gebruikt. Wacht op de volgende.',
  'validation.key-wrong': 'Deze sleutel klopt niet. Probeer het opnieuw, of neem een andere.',
  'validation.no-identifier':
    'Niets hiervan kan dienen om later in te loggen. Vul de velden in waaraan u herkend wordt.',
  'validation.address-not-verified': 'Bevestig uw adres voordat u inlogt.',
  'validation.no-totp': 'Voor dit account is geen authenticator-app ingesteld.',
  'validation.lookup-used': 'Deze reservecode is al gebruikt. Neem een andere.',
  'validation.no-webauthn': 'Voor dit account is geen beveiligingssleutel ingesteld.',
  'validation.no-key': 'Hier is geen account dat met deze sleutel inlogt.',
  'validation.no-lookup': 'Voor dit account zijn geen reservecodes ingesteld.',
  'validation.lookup-wrong': 'Dit is geen van uw reservecodes.',
  'validation.too-long': {
    one: 'Hoogstens {count} teken; dit zijn er {actual_length}.',
    other: 'Hoogstens {count} tekens; dit zijn er {actual_length}.',
  },
  'validation.minimum': 'Dit moet {minimum} of meer zijn.',
  'validation.exclusive-minimum': 'Dit moet meer dan {minimum} zijn.',
  'validation.maximum': 'Dit moet {maximum} of minder zijn.',
  'validation.exclusive-maximum': 'Dit moet minder dan {maximum} zijn.',
  'validation.multiple-of': 'Dit moet een veelvoud van {base} zijn.',
  'validation.too-many-items': 'Hoogstens {max_items} items; dit zijn er {actual_items}.',
  'validation.too-few-items': 'Minstens {min_items} items; dit zijn er {actual_items}.',
  'validation.unique-items': 'De items {first} en {second} zijn gelijk.',
  'validation.type': 'Dit moet van dit type zijn: {types}.',
  'validation.taken-at-provider':
    'Er is al een account met deze gegevens. Log erop in, of herstel het, en koppel het daar.',
  'validation.taken-with-hints':
    'Er is al een account voor {credential_identifier_hint}. U kunt inloggen met {ways}.',
  'validation.constant': 'Dit moet {expected} zijn.',
  'validation.constant-hidden': 'Dit is niet de waarde die het moet zijn.',
  'validation.password-similar': 'Dit wachtwoord lijkt te veel op uw inlognaam.',
  'validation.password-too-short': {
    one: 'Een wachtwoord heeft minstens {count} teken nodig; dit heeft er {actual_length}.',
    other: 'Een wachtwoord heeft minstens {count} tekens nodig; dit heeft er {actual_length}.',
  },
  'validation.password-too-long':
    'Een wachtwoord kan hoogstens {max_length} bytes hebben; dit heeft er {actual_length}.',
  'validation.password-breached': 'Dit wachtwoord is bekend uit datalekken. Kies een ander.',
  'validation.code-unknown-account': 'Hier is geen account dat met een code inlogt.',
  'validation.traits-changed':
    'Iets in het formulier is niet meer zoals toen de code werd verzonden. Begin opnieuw.',
  'validation.unknown-account': 'Hier is geen account met een manier om in te loggen.',
  'validation.work-needed':
    'Er waren te veel pogingen. Probeer het opnieuw: uw apparaat doet dan een korte berekening. Kan het dat ' +
    'niet, wacht dan enkele minuten.',
  'validation.password-unchanged': 'Dit is het wachtwoord dat u al hebt.',
  'validation.not-an-email': 'Dit is geen e-mailadres.',
  'validation.not-a-phone-number': 'Dit is geen telefoonnummer.',

  'system.internal': 'Er ging iets mis aan onze kant. Probeer het opnieuw.',
  'system.no-method': 'Hier staat geen manier om in te loggen aan.',
}

export const words: WordTexts = {
  takenWithoutHints:
    'Er is al een account voor {credential_identifier_hint}. Log erop in, of herstel het.',
  ways: {
    password: 'uw wachtwoord',
    code: 'een code',
    webauthn: 'uw beveiligingssleutel',
    passkey: 'uw passkey',
  },
  types: {
    string: 'tekst',
    number: 'getal',
    integer: 'geheel getal',
    boolean: 'ja of nee',
    array: 'lijst',
    object: 'groep',
    null: 'leeg',
  },
  unexplained: 'Controleer wat u hebt ingevuld.',
  reasons: {
    'password-words': 'het is weinig meer dan uw eigen gegevens of de naam van deze dienst',
    'password-common': 'veel mensen gebruiken het. Kies een ander',
    'password-unchecked':
      'het kon niet met de lijst van gelekte wachtwoorden worden vergeleken. Probeer het opnieuw',
    'web-address': 'Dit is geen webadres.',
    date: 'Dit is geen datum zoals 2024-12-31.',
    time: 'Dit is geen tijd zoals 12:30:00Z.',
    'date-time': 'Dit is geen datum met tijd zoals 2024-12-31T12:30:00Z.',
    email: 'Vul een e-mailadres in.',
    phone: 'Vul een telefoonnummer in dat begint met + en het landnummer.',
    choice: 'Dit moet een van deze waarden zijn: {choices}.',
    'too-many-entries': 'Hier staan meer items dan is toegestaan.',
    'more-needed': 'Hier moet meer worden ingevuld.',
    'not-allowed': 'Deze waarde is hier niet toegestaan.',
    'many-tries-moment': 'Er waren te veel foute pogingen. Probeer het zo meteen opnieuw.',
    'many-tries': {
      one: 'Er waren te veel foute pogingen. Probeer het over {count} minuut opnieuw.',
      other: 'Er waren te veel foute pogingen. Probeer het over {count} minuten opnieuw.',
    },
    'many-messages-moment': 'Er zijn te veel berichten aangevraagd. Probeer het zo meteen opnieuw.',
    'many-messages': {
      one: 'Er zijn te veel berichten aangevraagd. Probeer het over {count} minuut opnieuw.',
      other: 'Er zijn te veel berichten aangevraagd. Probeer het over {count} minuten opnieuw.',
    },
    'wrong-codes-ask': 'Er waren te veel foute codes. Vraag een nieuwe aan.',
    'wrong-codes-start': 'Er waren te veel foute codes. Begin opnieuw.',
    'message-sent-already':
      'Dit formulier heeft zijn bericht al verzonden. Begin opnieuw als u er nog een nodig hebt.',
    'not-sent-on':
      'Dit is gelukt, maar u kunt niet worden doorgestuurd: dat adres is niet toegestaan.',
    'address-proved':
      'U hebt al laten zien dat dit adres van u is. Gebruik een andere tweede factor.',
    'another-account':
      'U bent met een ander account ingelogd; alleen dat andere kan hier worden bevestigd.',
    'signed-in-already': 'U bent al ingelogd. Log eerst uit.',
    'provider-refused': 'U stond {provider} niet toe ons te vertellen wie u bent.',
    'provider-failed': '{provider} kon ons niet vertellen wie u bent ({error}).',
    'provider-silent': '{provider} antwoordt nu niet. Probeer het later, of op een andere manier.',
    'provider-not-accepted': 'Wat {provider} over u zegt, geeft hier geen toegang.',
    'provider-unnamed': 'Geef aan welk account u wilt koppelen of ontkoppelen.',
    'last-way-provider':
      'Dit is uw laatste manier om in te loggen. Stel eerst een wachtwoord in, of koppel een ander account.',
    'last-way-key':
      'Dit is uw laatste manier om in te loggen. Stel eerst een wachtwoord in, of voeg een andere sleutel toe.',
    'key-not-added':
      'Deze sleutel kon niet worden toegevoegd. Laad de pagina opnieuw en probeer het nog eens.',
    'key-there': 'Deze sleutel is al ingesteld.',
    'key-answer':
      'Dit is niet het antwoord van een passkey of beveiligingssleutel. Probeer het opnieuw.',
    'app-there': 'Er is al een authenticator-app. Verwijder die voordat u een andere instelt.',
    'app-key-gone':
      'De sleutel voor de authenticator-app staat niet meer in dit formulier. Neem de nieuwe.',
    'no-codes': 'Er zijn nog geen reservecodes. Maak nieuwe.',
    'no-new-codes': 'Er zijn geen nieuwe reservecodes om te bevestigen. Maak nieuwe.',
  },
}
