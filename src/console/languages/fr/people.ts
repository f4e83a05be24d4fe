// Français : les pages sur les personnes.
import type { ConsoleTexts } from '../areas.ts'

export const people: ConsoleTexts['people'] = {
  columns: 'Colonnes',
  columnNames: {
    state: 'État',
    schema: 'Schéma',
    identifier: 'Se connecte avec',
    external_id: 'ID externe',
    organization: 'Organisation',
    id: 'ID',
    last_sign_in: 'Dernière connexion',
    created: 'Création',
    updated: 'Modification',
  },
  sortBy: 'Trier par « {1} »',
  choose: 'Sélectionner {1}',
  many: 'Agir sur plusieurs',
  action: 'Action',
  who: 'Pour qui',
  chosen: 'Les personnes sélectionnées ci-dessus',
  all: 'Toutes celles trouvées',
  allOf: 'Toutes celles trouvées : {1}',
  everybody: 'Tout le monde',
  everybodyOf: 'Tout le monde : {1}',
  next: 'Continuer…',
  export: 'Exporter',
  format: 'Format',
  formats: { jsonl: 'Lignes JSON', csv: 'CSV' },
}

export const person: ConsoleTexts['person'] = {
  leavesOn: 'Le compte sera supprimé le',
  keepAccount: 'Garder le compte',
  leave: 'Supprimer après le délai',
  tabs: 'Personne',
  profile: 'Profil',
  signIn: 'Connexion',
  sessions: 'Sessions',
  activity: 'Activité',
  json: 'JSON',
  id: 'ID',
  externalId: 'ID externe',
  organization: 'Organisation',
  created: 'Création',
  updated: 'Modification',
  stateSince: 'depuis',
  traits: 'Attributs',
  save: 'Enregistrer',
  noSchema:
    'Le schéma de cette personne n’est plus configuré. Les attributs ne peuvent pas être modifiés.',
  consents: 'Conditions et consentements',
  consentsLead: 'Ce que la personne a accepté ou retiré, le plus récent en premier.',
  accepted: 'Accepté',
  takenBack: 'Retiré',
  versionOf: 'Version {1}',
  addresses: 'Adresses',
  addressesLead: 'Elles découlent des attributs.',
  noAddresses: 'Les attributs n’ont pas d’adresse à vérifier ni d’adresse de récupération.',
  address: 'Adresse',
  verified: 'Vérifiée',
  unverified: 'Non vérifiée',
  recovery: 'Pour la récupération',
  verify: 'Considérer comme vérifiée',
  unverify: 'Considérer comme non vérifiée',
  send: 'Envoyer la vérification',
  messages: 'Messages',
  state: 'Compte',
  disable: 'Désactiver',
  disableLead:
    'Un compte désactivé reste tel quel, mais personne ne peut s’y connecter et ses sessions ' +
    'sont suspendues.',
  enable: 'Activer',
  delete: 'Supprimer',
  deleteLead:
    'Supprime définitivement le compte avec ses méthodes de connexion, ses sessions et ses ' +
    'parcours.',
  deleteTitle: 'Supprimer {1} ?',
  deleteFacts:
    'Ce qui est supprimé ne peut pas être restauré. Pour exclure quelqu’un, désactivez le compte.',
  deleteButton: 'Supprimer définitivement',
  keep: 'Garder le compte',
  methods: 'Méthodes de connexion',
  noMethods: 'Il n’y a encore aucun moyen de se connecter à ce compte.',
  method: 'Méthode',
  identifiers: 'Identifiants',
  since: 'Depuis',
  unset: 'Non configuré',
  remove: 'Retirer',
  recover: 'Récupération',
  recoverLead:
    'Donne accès à la personne sans message. Ne le donnez à personne d’autre : il ouvre le compte.',
  makeCode: 'Créer un code',
  makeLink: 'Créer un lien',
  codeTitle: 'Code de récupération',
  linkTitle: 'Lien de récupération',
  shownOnce: 'Il n’est montré que maintenant. Il sert une fois et n’en remplace aucun autre.',
  code: 'Code',
  link: 'Lien',
  codePage: 'À saisir sur',
  expires: 'Valable jusqu’au',
  backToPerson: 'Retour à la personne',
  support: {
    title: 'Voir ce que voit cette personne',
    lead:
      'Ouvre pour quelques minutes une session de cette personne, où les moyens de connexion et les ' +
      'adresses ne peuvent pas être modifiés. La personne peut voir qu’elle était ouverte, et ' +
      'pourquoi.',
    reason: 'Motif',
    make: 'Créer un lien',
    shownOnce:
      'Il sert une fois, dans la minute. Ouvrez-le dans une fenêtre privée pour rester connecté ' +
      'vous-même.',
  },
  factors: 'Seconds facteurs',
  noFactors: 'Aucun second facteur n’est configuré.',
  hasFactors: 'Des seconds facteurs sont configurés.',
  factorsLead:
    'Pour quelqu’un qui les a perdus. La personne est prévenue et peut l’empêcher jusqu’à ' +
    'l’échéance.',
  reset: 'Réinitialiser les seconds facteurs',
  resetDue: 'Une réinitialisation est en attente. Elle sera effectuée',
  cancelReset: 'Annuler la réinitialisation',
  devices: 'Appareils mémorisés',
  noDevices: 'Aucun appareil n’est mémorisé.',
  forget: 'Oublier tous les appareils',
  device: 'Appareil',
  endAll: 'Terminer toutes les sessions',
  noSessions: 'Aucune session',
  noSessionsHint: 'Elles commencent quand la personne se connecte.',
  methodNames: {
    password: 'Mot de passe',
    code: 'Code par message',
    totp: 'Application d’authentification',
    lookup_secret: 'Codes de secours',
    webauthn: 'Clés de sécurité',
    passkey: 'Clés d’accès',
    oidc: 'Connexion par fournisseur',
    saml: 'SAML',
    profile: 'Profil',
    link_recovery: 'Lien de récupération',
    code_recovery: 'Code de récupération',
  },
}

export const activity: ConsoleTexts['activity'] = {
  show: 'Afficher',
  shows: { all: 'Tout', about: 'Ce qui lui a été fait', by: 'Ce qu’elle a fait' },
  none: 'Aucune entrée',
  noneHint:
    'Ce qui modifie le compte, un moyen de connexion ou une session de la personne apparaît ici.',
  trail: 'Dans le journal d’audit',
}

export const personMessages: ConsoleTexts['personMessages'] = {
  lead: 'Messages aux adresses que le compte a maintenant :',
  noAddresses: 'Le compte n’a pas d’adresse à laquelle des messages sont envoyés.',
  none: 'Aucun message',
  noneHint:
    'Des messages à la personne apparaissent quand des parcours envoient des codes, des liens ' +
    'et des avis.',
}

export const newPerson: ConsoleTexts['newPerson'] = {
  title: 'Nouvelle personne',
  schema: 'Schéma',
  chooseSchema: 'Afficher le formulaire',
  traits: 'Attributs',
  account: 'Compte',
  password: 'Mot de passe',
  passwordHint: 'Facultatif. Mieux vaut que la personne en choisisse un : invitez-la.',
  state: 'État',
  verified: 'Les adresses sont considérées comme vérifiées',
  invite: 'Comment la personne accède au compte',
  inviteHint:
    'Par un lien ou un code, la personne arrive aux paramètres et choisit un moyen de se ' +
    'connecter.',
  invites: {
    none: 'Sans l’avertir : par le mot de passe, ou plus tard',
    send: 'Par un lien de récupération envoyé à la première adresse',
    link: 'Par un lien de récupération qui vous est montré une fois',
    code: 'Par un code de récupération qui vous est montré une fois',
  },
  create: 'Créer',
  notInvited: 'Le compte est créé, et personne n’est averti',
  notInvitedLead: 'L’invitation n’a pas pu être créée :',
  toPerson: 'Vers la personne',
  done: {
    created: 'Le compte est créé.',
    invited: 'Le compte est créé, et un lien est en route vers la personne.',
  },
}

export const imports: ConsoleTexts['imports'] = {
  title: 'Importer des personnes',
  lead:
    'Un fichier comme pallas identities import le lit : des lignes JSON, un tableau JSON, ou un CSV dont ' +
    'la première ligne nomme les colonnes par leurs chemins, comme traits.email et schema_id.',
  limits:
    'Jusqu’à {1} personnes en {2}, dont jusqu’à {3} avec un mot de passe qui n’est pas encore ' +
    'haché. Pour plus, utilisez la ligne de commande :',
  command: 'pallas identities import -c kratos.yml {1}',
  file: 'Fichier',
  check: 'Vérifier le fichier',
  checkHint: 'Rien n’est enregistré ainsi : vous voyez d’abord ce qui serait créé.',
  report: 'Ce que {1} créerait',
  result: 'Ce que {1} a créé',
  wouldBeMade: 'Seraient créées',
  made: 'Créées',
  existing: 'Déjà présentes',
  wrong: 'Erronées',
  existingHint: 'Leur ID ou ID externe existe déjà : elles restent telles quelles.',
  notStored: 'Rien n’est encore enregistré.',
  nothing: 'Le fichier ne contient personne à créer.',
  stored:
    'Chacune de ces personnes est entièrement enregistrée. Rien n’est enregistré d’une ligne ' +
    'erronée.',
  wrongCaption: 'Lignes erronées',
  madeCaption: 'Personnes du fichier',
  line: 'Ligne',
  lineHint: 'Les lignes sont comptées à partir de 1 ; dans un tableau JSON, ce sont les personnes.',
  reason: 'Pourquoi',
  person: 'Personne',
  schema: 'Schéma',
  state: 'État',
  firstOnes: 'Les {1} premières sont affichées.',
  import: { one: 'Importer {1} personne', other: 'Importer {1} personnes' },
  leaveOut: { one: 'omettre {1} ligne', other: 'omettre {1} lignes' },
  importRest: '{1}, {2}',
  another: 'Autre fichier',
  toPeople: 'Vers les personnes',
  noFile: 'Choisissez d’abord un fichier.',
  empty: 'Il n’y a personne dans ce fichier.',
  tooLarge: 'Le fichier dépasse {1}.',
  tooMany: 'Le fichier contient plus de {1} personnes.',
  tooManyPasswords:
    'Plus de {1} personnes du fichier ont un mot de passe qui n’est pas encore haché.',
  refused: 'Ce fichier est pour la ligne de commande',
  refusedLead: 'Rien n’est enregistré. Utilisez :',
}
