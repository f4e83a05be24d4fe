import type { MessageTexts, WordTexts } from '../translation.ts'

const expired = 'Ce formulaire est resté ouvert trop longtemps. En voici un nouveau.'
const wrongCode = 'Ce code est incorrect, ou a déjà servi.'

export const messages: MessageTexts = {
  'node.password': 'Mot de passe',
  'node.save': 'Enregistrer',
  'node.identifier': 'Votre identifiant',
  'node.submit': 'Envoyer',
  'node.verify-code': 'Code affiché par l’application',
  'node.email': 'Adresse e-mail',
  'node.resend': 'Envoyer un nouveau code',
  'node.continue': 'Continuer',
  'node.recovery-code': 'Code de récupération',
  'node.verification-code': 'Code de confirmation',
  'node.registration-code': 'Code d’inscription',
  'node.login-code': 'Code de connexion',
  'node.proof-of-work': 'Un court calcul de cet appareil',
  'node.recovery-address': 'Adresse de votre compte',
  'node.email-or-phone': 'Adresse e-mail ou numéro de téléphone',
  'node.phone-number': 'Numéro de téléphone',

  'login.sign-in': 'Se connecter',
  'login.with-provider': 'Se connecter avec {provider}',
  'login.confirm': 'Veuillez confirmer votre identité.',
  'login.second-factor': 'Encore une étape : confirmez votre identité avec votre second facteur.',
  'login.totp-code': 'Code de votre application d’authentification',
  'login.lookup-code': 'Code de secours',
  'login.use-key': 'Se connecter avec une clé de sécurité',
  'login.use-totp': 'Continuer avec l’application',
  'login.use-lookup': 'Continuer avec un code de secours',
  'login.key-ready': 'Préparez votre clé de sécurité, puis continuez.',
  'login.go-on': 'Continuer',
  'login.code-sent':
    'Un code vous a été envoyé. Saisissez-le ici ; si vous n’avez pas de compte avec cette adresse, aucun code ' +
    'n’arrivera.',
  'login.remember-device': 'Ne plus demander sur cet appareil pendant un certain temps',
  'login.terms':
    'Avant de continuer, veuillez lire ces conditions et indiquer si vous les acceptez.',
  'login.terms-of': 'J’accepte les conditions de la version {version}',
  'login.read-terms': 'Lire la version {version}',
  'login.accept-terms': 'Enregistrer et continuer',
  'login.second-code-sent': 'Un code vous a été envoyé. Saisissez-le ici.',
  'login.code-sent-to-own': 'Un code a été envoyé à l’adresse de votre compte. Saisissez-le ici.',
  'login.send-code-to': 'Envoyer un code à {address}',
  'login.send-code': 'Recevoir un code de connexion',
  'login.use-passkey': 'Se connecter avec une clé d’accès',
  'login.sign-in-with-password': 'Se connecter avec votre mot de passe',
  'login.link':
    '{identifier} a déjà un compte ici. Connectez-vous à ce compte pour l’associer à {provider}.',
  'login.confirm-with-provider': 'Confirmer avec {provider}',
  'login.expired': expired,
  'login.no-method': 'Veuillez choisir comment vous connecter.',
  'login.completed': 'Vous vous êtes déjà connecté avec ce formulaire.',
  'login.code-wrong': wrongCode,
  'login.account-disabled': 'Ce compte est désactivé. Veuillez contacter le service.',
  'login.linked-to-another':
    'Ce n’est pas le compte qui devait être associé. Veuillez vous connecter à celui-là.',
  'login.unknown-address':
    'Les codes de votre deuxième étape ne peuvent pas être envoyés à cette adresse. Veuillez en choisir une autre.',

  'registration.sign-up': 'Créer le compte',
  'registration.with-provider': 'S’inscrire avec {provider}',
  'registration.continue': 'Continuer',
  'registration.use-key': 'S’inscrire avec une clé de sécurité',
  'registration.code-sent': 'Un code vous a été envoyé. Saisissez-le ici pour terminer.',
  'registration.send-code': 'Recevoir un code d’inscription',
  'registration.use-passkey': 'S’inscrire avec une clé d’accès',
  'registration.back': 'Retour',
  'registration.choose-credential': 'Comment souhaitez-vous vous connecter désormais ?',
  'registration.no-method': 'Veuillez choisir comment vous inscrire.',
  'registration.expired': expired,
  'registration.completed': 'Un compte a déjà été créé avec ce formulaire.',
  'registration.code-wrong': wrongCode,

  'settings.forget-devices': {
    one: 'Redemander la deuxième étape sur l’appareil mémorisé',
    other: 'Redemander la deuxième étape sur les {count} appareils mémorisés',
  },
  'settings.saved': 'Vos modifications sont enregistrées.',
  'settings.link-provider': 'Associer {provider}',
  'settings.unlink-provider': 'Dissocier {provider}',
  'settings.remove-totp': 'Supprimer l’application d’authentification',
  'settings.totp-qr': 'Scannez cette image avec votre application d’authentification',
  'settings.reveal-lookup': 'Afficher mes codes de secours',
  'settings.new-lookup': 'Créer de nouveaux codes de secours',
  'settings.lookup-codes-label':
    'Vos codes de secours. Chacun sert une seule fois ; gardez-les là où vous seul les trouverez',
  'settings.confirm-lookup': 'Je les ai notés',
  'settings.add-key': 'Ajouter une clé de sécurité',
  'settings.key-name': 'Nom de la clé de sécurité',
  'settings.turn-off': 'Désactiver',
  'settings.totp-secret-label': 'Ou saisissez cette clé',
  'settings.remove-key': 'Supprimer la clé de sécurité {displayName}, ajoutée le {date}',
  'settings.add-passkey': 'Ajouter une clé d’accès',
  'settings.remove-passkey': 'Supprimer la clé d’accès {displayName}, ajoutée le {date}',
  'settings.no-method': 'Veuillez choisir ce que vous voulez modifier.',
  'settings.one-address':
    'Veuillez modifier une adresse à la fois. Chaque nouvelle adresse doit d’abord être confirmée.',
  'settings.expired': expired,

  'recovery.done':
    'Vous êtes de nouveau connecté. Veuillez définir maintenant un nouveau mot de passe, ou un autre moyen de ' +
    'connexion.',
  'recovery.link-sent':
    'Si cette adresse correspond à un compte, un message avec un lien lui a été envoyé.',
  'recovery.code-sent':
    'Si cette adresse correspond à un compte, un message avec un code lui a été envoyé.',
  'recovery.code-sent-to':
    'Si {address} correspond à un compte, un message avec un code lui a été envoyé.',
  'recovery.confirm-address': 'Veuillez saisir l’adresse complète.',
  'recovery.choose-address': 'Où envoyer le code ?',
  'recovery.back': 'Retour',
  'recovery.no-method': 'Veuillez choisir comment récupérer votre compte.',
  'recovery.completed': 'Cette récupération est déjà terminée. Voici un nouveau formulaire.',
  'recovery.start-again': 'Cela n’a pas fonctionné. Veuillez recommencer.',
  'recovery.link-wrong': 'Ce lien est incorrect, ou a déjà servi. Veuillez en demander un nouveau.',
  'recovery.expired': expired,
  'recovery.code-wrong': wrongCode,

  'verification.link-sent':
    'Un message avec un lien a été envoyé à cette adresse, si elle est connue ici.',
  'verification.done': 'Merci. Cette adresse est à vous.',
  'verification.code-sent':
    'Un message avec un code a été envoyé à cette adresse, si elle est connue ici.',
  'verification.text-sent': 'Un SMS avec un code a été envoyé à ce numéro, s’il est connu ici.',
  'verification.phone-done': 'Merci. Ce numéro de téléphone est à vous.',
  'verification.no-method': 'Veuillez choisir comment confirmer votre adresse.',
  'verification.link-wrong':
    'Ce lien est incorrect, ou a déjà servi. Si vous l’avez utilisé, votre adresse est confirmée ; sinon, ' +
    'veuillez en demander un nouveau.',
  'verification.completed': 'Cette adresse est déjà confirmée. Voici un nouveau formulaire.',
  'verification.start-again': 'Cela n’a pas fonctionné. Veuillez recommencer.',
  'verification.expired': expired,
  'verification.code-wrong': wrongCode,

  'validation.required': 'Veuillez remplir {property}.',
  'validation.empty': 'Veuillez remplir {property}.',
  'validation.too-short': {
    one: 'Au moins {count} caractère ; il y en a {actual_length}.',
    other: 'Au moins {count} caractères ; il y en a {actual_length}.',
  },
  'validation.pattern': 'Le format n’est pas celui attendu.',
  'validation.password-policy': 'Ce mot de passe ne peut pas être utilisé : {reason}.',
  'validation.invalid-credentials':
    'Cela ne correspond pas. Veuillez vérifier votre saisie, surtout le mot de passe.',
  'validation.identifier-taken':
    'Il existe déjà un compte avec cette adresse, ce numéro ou ce nom.',
  'validation.totp-wrong':
    'Ce code n’est pas le bon, ou a déjà servi. Veuillez attendre le suivant.',
  'validation.key-wrong':
    'Cette clé ne correspond pas. Veuillez réessayer, ou en prendre une autre.',
  'validation.no-identifier':
    'Rien ici ne pourrait servir à vous connecter plus tard. Veuillez remplir les champs qui vous identifient.',
  'validation.address-not-verified': 'Veuillez confirmer votre adresse avant de vous connecter.',
  'validation.no-totp': 'Aucune application d’authentification n’est configurée pour ce compte.',
  'validation.lookup-used': 'Ce code de secours a déjà servi. Veuillez en prendre un autre.',
  'validation.no-webauthn': 'Aucune clé de sécurité n’est configurée pour ce compte.',
  'validation.no-key': 'Aucun compte ici ne se connecte avec cette clé.',
  'validation.no-lookup': 'Aucun code de secours n’est configuré pour ce compte.',
  'validation.lookup-wrong': 'Ce n’est aucun de vos codes de secours.',
  'validation.too-long': {
    one: 'Au plus {count} caractère ; il y en a {actual_length}.',
    other: 'Au plus {count} caractères ; il y en a {actual_length}.',
  },
  'validation.minimum': 'La valeur doit être d’au moins {minimum}.',
  'validation.exclusive-minimum': 'La valeur doit être supérieure à {minimum}.',
  'validation.maximum': 'La valeur doit être d’au plus {maximum}.',
  'validation.exclusive-maximum': 'La valeur doit être inférieure à {maximum}.',
  'validation.multiple-of': 'La valeur doit être un multiple de {base}.',
  'validation.too-many-items': 'Au plus {max_items} éléments ; il y en a {actual_items}.',
  'validation.too-few-items': 'Au moins {min_items} éléments ; il y en a {actual_items}.',
  'validation.unique-items': 'Les éléments {first} et {second} sont identiques.',
  'validation.type': 'La valeur doit être du type : {types}.',
  'validation.taken-at-provider':
    'Il existe déjà un compte avec ces données. Veuillez vous y connecter, ou le récupérer, et l’associer là.',
  'validation.taken-with-hints':
    'Il existe déjà un compte pour {credential_identifier_hint}. Vous pouvez vous connecter avec {ways}.',
  'validation.constant': 'La valeur doit être {expected}.',
  'validation.constant-hidden': 'Ce n’est pas la valeur attendue.',
  'validation.password-similar': 'Ce mot de passe ressemble trop à votre identifiant.',
  'validation.password-too-short': {
    one: 'Un mot de passe doit avoir au moins {count} caractère ; celui-ci en a {actual_length}.',
    other:
      'Un mot de passe doit avoir au moins {count} caractères ; celui-ci en a {actual_length}.',
  },
  'validation.password-too-long':
    'Un mot de passe peut avoir au plus {max_length} octets ; celui-ci en a {actual_length}.',
  'validation.password-breached':
    'Ce mot de passe figure dans des fuites de données. Veuillez en choisir un autre.',
  'validation.code-unknown-account': 'Aucun compte ici ne se connecte avec un code.',
  'validation.traits-changed':
    'Une donnée du formulaire a changé depuis l’envoi du code. Veuillez recommencer.',
  'validation.unknown-account': 'Aucun compte ici n’a de moyen de connexion.',
  'validation.work-needed':
    'Il y a eu trop de tentatives. Veuillez réessayer : votre appareil fera alors un court calcul. S’il ne le ' +
    'peut pas, veuillez patienter quelques minutes.',
  'validation.password-unchanged': 'C’est le mot de passe que vous avez déjà.',
  'validation.not-an-email': 'Ce n’est pas une adresse e-mail.',
  'validation.not-a-phone-number': 'Ce n’est pas un numéro de téléphone.',

  'system.internal': 'Une erreur est survenue de notre côté. Veuillez réessayer.',
  'system.no-method': 'Aucun moyen de connexion n’est activé ici.',
}

export const words: WordTexts = {
  takenWithoutHints:
    'Il existe déjà un compte pour {credential_identifier_hint}. Veuillez vous y connecter, ou le récupérer.',
  ways: {
    password: 'votre mot de passe',
    code: 'un code',
    webauthn: 'votre clé de sécurité',
    passkey: 'votre clé d’accès',
  },
  types: {
    string: 'texte',
    number: 'nombre',
    integer: 'nombre entier',
    boolean: 'oui ou non',
    array: 'liste',
    object: 'groupe',
    null: 'vide',
  },
  unexplained: 'Veuillez vérifier votre saisie.',
  reasons: {
    'password-words': 'il contient à peine plus que vos propres données ou le nom de ce service',
    'password-common': 'beaucoup de personnes l’utilisent. Veuillez en choisir un autre',
    'password-unchecked':
      'il n’a pas pu être comparé à la liste des mots de passe divulgués. Veuillez réessayer',
    'web-address': 'Ce n’est pas une adresse web.',
    date: 'Ce n’est pas une date comme 2024-12-31.',
    time: 'Ce n’est pas une heure comme 12:30:00Z.',
    'date-time': 'Ce n’est pas une date avec heure comme 2024-12-31T12:30:00Z.',
    email: 'Veuillez saisir une adresse e-mail.',
    phone: 'Veuillez saisir un numéro de téléphone commençant par + et l’indicatif du pays.',
    choice: 'La valeur doit être l’une de celles-ci : {choices}.',
    'too-many-entries': 'Il y a ici plus d’éléments que permis.',
    'more-needed': 'Il faut remplir davantage ici.',
    'not-allowed': 'Cette valeur n’est pas autorisée ici.',
    'many-tries-moment': 'Il y a eu trop d’essais incorrects. Veuillez réessayer dans un instant.',
    'many-tries': {
      one: 'Il y a eu trop d’essais incorrects. Veuillez réessayer dans {count} minute.',
      other: 'Il y a eu trop d’essais incorrects. Veuillez réessayer dans {count} minutes.',
    },
    'many-messages-moment':
      'Trop de messages ont été demandés. Veuillez réessayer dans un instant.',
    'many-messages': {
      one: 'Trop de messages ont été demandés. Veuillez réessayer dans {count} minute.',
      other: 'Trop de messages ont été demandés. Veuillez réessayer dans {count} minutes.',
    },
    'wrong-codes-ask': 'Il y a eu trop de codes incorrects. Veuillez en demander un nouveau.',
    'wrong-codes-start': 'Il y a eu trop de codes incorrects. Veuillez recommencer.',
    'message-sent-already':
      'Ce formulaire a déjà envoyé son message. Veuillez recommencer si vous en voulez un autre.',
    'not-sent-on':
      'Cela a fonctionné, mais vous ne pouvez pas être redirigé : l’adresse prévue n’est pas autorisée.',
    'address-proved':
      'Vous avez déjà montré que cette adresse est à vous. Veuillez utiliser un autre second facteur.',
    'another-account':
      'Vous êtes connecté avec un autre compte ; seul celui-là peut être confirmé ici.',
    'signed-in-already': 'Vous êtes déjà connecté. Veuillez d’abord vous déconnecter.',
    'provider-refused': 'Vous n’avez pas autorisé {provider} à nous dire qui vous êtes.',
    'provider-failed': '{provider} n’a pas pu nous dire qui vous êtes ({error}).',
    'provider-silent':
      '{provider} ne répond pas pour le moment. Veuillez réessayer plus tard, ou autrement.',
    'provider-not-accepted': 'Ce que {provider} dit de vous ne permet pas d’entrer ici.',
    'provider-unnamed': 'Veuillez indiquer quel compte associer ou dissocier.',
    'last-way-provider':
      'C’est votre dernier moyen de connexion. Définissez d’abord un mot de passe, ou associez un autre compte.',
    'last-way-key':
      'C’est votre dernier moyen de connexion. Définissez d’abord un mot de passe, ou ajoutez une autre clé.',
    'key-not-added':
      'Cette clé n’a pas pu être ajoutée. Veuillez recharger la page, puis réessayer.',
    'key-there': 'Cette clé est déjà configurée.',
    'key-answer': 'Ce n’est pas la réponse d’une clé d’accès ou de sécurité. Veuillez réessayer.',
    'app-there':
      'Il y a déjà une application d’authentification. Veuillez la supprimer avant d’en configurer une autre.',
    'app-key-gone':
      'La clé de l’application d’authentification n’est plus dans ce formulaire. Veuillez prendre la nouvelle.',
    'no-codes': 'Il n’y a pas encore de codes de secours. Veuillez en créer.',
    'no-new-codes': 'Il n’y a pas de nouveaux codes de secours à confirmer. Veuillez en créer.',
  },
}
