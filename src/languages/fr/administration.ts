import type { AdministrationTexts, RefusalPartTexts } from '../translation.ts'

export const administration: AdministrationTexts = {
  consoleLate:
    'La connexion a duré trop longtemps, ou a commencé dans un autre navigateur. ' +
    'Reconnectez-vous.',
  consoleIncomplete: 'Cette adresse est incomplète. Ouvrez la console et connectez-vous depuis là.',
  noIdentity: 'Il n’y a pas d’identité avec cet identifiant.',
  noSessionHere: 'Il n’y a pas de session avec cet identifiant.',
  noSessions: 'Cette identité n’a aucune session.',
  impersonationOff:
    'Les sessions d’autres personnes ne peuvent pas être ouvertes ici. ' +
    'pallas.impersonation.enabled dans la configuration le permet.',
  impersonationDisabled: 'Ce compte est désactivé, personne ne peut donc en avoir une session.',
  impersonationOperator: 'C’est le compte d’un opérateur.',
  impersonationReason:
    'Il faut une raison de {least} à {most} caractères. La personne peut la lire.',
  tokenName: 'Un jeton a besoin d’un nom d’au plus {most} caractères.',
  tokenExpired: 'Le jeton serait déjà expiré.',
  noToken: 'Il n’y a pas de jeton avec cet identifiant.',
  lastAdminAccount:
    'C’est le compte du dernier opérateur ayant le rôle admin ; il ne peut pas être {what}. ' +
    'Donnez d’abord le rôle à quelqu’un d’autre, ou retirez-le à celui-ci.',
  lastAdmin:
    'C’est le dernier opérateur ayant le rôle admin. Donnez d’abord ce rôle à quelqu’un ' +
    'd’autre.',
  nobodyHasAddress: 'Personne n’a cette adresse. Donnez l’identifiant d’une identité.',
  addressUnconfirmed:
    'Cette adresse n’est pas confirmée. Si c’est la bonne personne, donnez l’identifiant : {id}',
  noOperator: 'Aucun opérateur n’a cette identité.',
  operatorNeeds: 'C’est le compte d’un opérateur, ce qui demande le rôle {role}.',
  roleNeeded: 'Il faut le rôle {needed}, et vous avez le rôle {own}.',
  roleOfToken: 'Il faut le rôle {needed}, et le jeton a le rôle {own}.',
  noJob: 'Il n’y a pas de tâche avec cet identifiant.',
  nobodyNamed: 'Personne n’est nommé.',
  mostPeople: 'Au plus {most} personnes peuvent être nommées ; une recherche n’a pas de limite.',
  jobOver: 'La tâche est terminée : {state}.',
  jobLog: 'Le journal du serveur dit pourquoi.',
  jobDefect: 'Cela a échoué pour une raison que donne le journal du serveur.',
  noSchema: 'Il n’y a pas de schéma d’identité avec cet identifiant.',
  noCredentialType: 'Rien de ce type ne peut être retiré. Peuvent l’être : {types}.',
  lastWay: 'C’est le dernier moyen de connexion de cette identité. Il ne peut pas être retiré.',
  noCredential: 'L’identité n’a pas ce moyen de connexion.',
  whichAccount:
    'Le paramètre identifier doit dire quel compte chez quel fournisseur : fournisseur, ' +
    'deux-points, sujet.',
  searchValues: 'On peut chercher au plus {most} valeurs d’attributs et de métadonnées à la fois.',
  searchTimes: 'Le moment où {field} commence doit précéder celui où il finit.',
  searchLong: 'C’est trop de texte pour une recherche.',
  searchWords: 'On peut chercher au plus {most} mots à la fois.',
  searchTrait:
    '{field} n’est pas un attribut que l’on peut chercher. Un schéma les marque avec {mark}. ' +
    'Sont connus : {known}.',
  searchPath: '{field} a besoin du chemin d’une valeur, par exemple {example}.',
  searchEmpty: '{field} a besoin d’un texte à chercher.',
  noCall: 'Cet appel n’est pas dans la boîte d’envoi.',
  callWaits: 'Cet appel reste à faire.',
  noDeletion: 'Ce compte n’est pas à supprimer.',
  noReset: 'Aucune réinitialisation des seconds facteurs n’attend pour cette identité.',
  noSecondFactor: 'L’identité n’a configuré aucun second facteur que l’on pourrait retirer.',
  noSuchAddress: 'L’identité n’a pas cette adresse à confirmer.',
  noAddressLeft: 'Il ne reste aucune adresse à confirmer.',
  recoveryByOff: 'La récupération par {way} est désactivée.',
  recoveryDisabled: 'Le compte est désactivé : personne ne peut le récupérer.',
  recoveryNoAddress: 'Le compte n’a pas d’adresse de récupération.',
  noMessage: 'Il n’y a pas de message avec cet identifiant.',
  notAbandoned: 'Le message n’est pas abandonné : il est {status}.',
  noMail: 'Il n’y a pas de message avec cet identifiant dans la boîte aux lettres.',
  noEntry: 'Il n’y a pas d’entrée avec cet identifiant.',
  noTrial: 'Il n’y a pas d’essai avec cet identifiant.',
  unknownHost:
    'L’administration ne connaît pas le nom d’hôte de cette requête ; les noms par lesquels on ' +
    'l’appelle vont dans pallas.admin.hosts.',
  otherSite: 'L’administration ne répond pas aux requêtes d’autres sites.',
  tokenNeeded:
    'L’administration demande un jeton : Authorization: Bearer, et l’un de pallas.admin.tokens ' +
    'ou de pallas tokens add.',
  tokenWrong: 'Ce n’est pas un jeton de l’administration, ou il a expiré.',
  providerAway: 'il est injoignable',
  providerStatus: 'il répond {code}',
  providerSilent: 'pas de réponse en {seconds} secondes',
  databaseSilent: 'La base de données ne répond pas.',
  databaseUnwritable: 'On ne peut pas écrire dans la base de données.',
  ending: 'Le serveur s’arrête.',
  migrations: 'Des migrations de la base de données sont en attente : {names}. Exécutez {command}.',
  messageSealed: 'Il est scellé avec une clé qui n’existe plus.',
  messageAddress: 'L’adresse contient des caractères qu’aucune adresse n’a.',
  messageSilent: 'Le service n’a pas répondu.',
  messageStatus: 'Le service a répondu avec le statut {code}.',
  messageNoChannel: 'Aucun canal n’est configuré pour les SMS (courier.channels).',
  wentWrong: 'Une erreur est survenue.',
  callNotMade: 'L’appel n’a pas pu être fait.',
  callStatus: 'La réponse a le statut {code}.',
  callLate: 'Aucune réponse n’est arrivée à temps.',
  callSilent: 'Il n’y a pas eu de réponse.',
  callLong: 'La réponse est trop longue.',
  lineUnreadable: 'La ligne est illisible : {why}.',
  lineNotJson: 'La ligne n’est pas du JSON, ou est imbriquée trop profondément.',
  lineNoObject: 'La ligne doit être un objet JSON.',
  hashRefused: 'Le mot de passe haché ne peut pas être repris : {why}.',
  keyRefused: 'La clé ne peut pas être reprise : {why}.',
  appRefused:
    'L’application d’authentification ne peut pas être reprise : son adresse doit être ' +
    'otpauth://totp/… avec un secret en base32 d’au moins 10 octets et des codes d’un type ' +
    'connu.',
  codesRefused:
    'Les codes de secours ne peuvent pas être repris : chacun doit avoir de {least} à {most} ' +
    'lettres et chiffres.',
  addressesRefused:
    'Les adresses des codes ne peuvent pas être reprises : ce sont celles des attributs que le ' +
    'schéma prévoit.',
  fieldObject: '{field} doit être un objet.',
  fieldUnknown: '{field} a une clé inconnue : {key}.',
  fieldTextOf: '{field} doit être un texte d’au plus {most} caractères.',
  fieldText: '{field} doit être un texte.',
  fieldLong: '{field} dépasse {most} caractères.',
  fieldBoolean: '{field} doit être true ou false.',
  fieldNumber: '{field} doit être un nombre.',
  fieldOneOf: '{field} doit être l’un de ceux-ci : {choices}.',
  fieldHasOne: '{field} doit avoir l’un de ceux-ci : {choices}.',
  fieldList: '{field} doit être une liste.',
  fieldEntries: '{field} a plus de {most} entrées.',
  fieldUuid: '{field} doit être un UUID.',
  fieldTime: '{field} doit être un moment selon la RFC 3339.',
  fieldMissing: '{field} manque.',
  databaseFile: 'Le fichier de la base de données ne peut pas être ouvert.',
  messagePrivate:
    'Le serveur de messagerie est dans un réseau privé, ce que ' +
    'clients.smtp.disallow_private_ip_ranges interdit.',
  messageClosed: 'La connexion a été fermée.',
  templateAddress: 'Le modèle ne peut pas être chargé depuis son adresse.',
  templateLong: 'Le modèle est trop long.',
  templateUnreadable: 'Le fichier du modèle est illisible.',
  templateMissing: 'Le fichier du modèle n’est pas là.',
  templateFolder: 'Le dossier des modèles est illisible.',
}

export const refusalParts: RefusalPartTexts = {
  what: {
    confirm: 'la confirmer',
    extend: 'la prolonger',
    console: 'se connecter à la console',
    report: 'signaler ce qui s’est passé',
    data: 'emporter les données du compte',
    credentials: 'changer les identifiants ou les adresses',
    delete: 'supprimer le compte',
    deleted: 'supprimé',
    disabled: 'désactivé',
  },
  kind: {
    login: 'connexion',
    registration: 'inscription',
    settings: 'paramètres',
    recovery: 'récupération',
    verification: 'confirmation',
  },
  subject: {
    identifier: 'L’identifiant de connexion',
    verifiable: 'L’adresse à confirmer',
    recovery: 'L’adresse de récupération',
    external: 'L’identifiant externe',
    id: 'L’identifiant',
  },
  state: {
    done: 'faite',
    cancelled: 'annulée',
    failed: 'échouée',
  },
  status: {
    queued: 'en attente',
    processing: 'en cours d’envoi',
    sent: 'envoyé',
  },
  way: {
    code: 'code',
    link: 'lien',
  },
  field: {
    body: 'Le contenu',
  },
  why: {
    hash: 'il n’est d’aucun type connu',
    cost: '{field} ({meaning}) vaut {value}, plus que {most}',
    utf8: 'elle n’est pas en UTF-8',
    endless: 'la liste n’a pas de fin',
    long: 'elle dépasse {most} octets',
    handle: 'user_handle doit être du base64 de 1 à 64 octets',
    twice: 'deux clés ont le même identifiant',
    id: 'l’identifiant doit être en base64',
    count: 'sign_count doit être un entier de 32 bits',
    key: 'public_key doit être une clé COSE d’un algorithme connu, en base64',
  },
}
