import type { RefusalTexts } from '../translation.ts'

export const refusals: RefusalTexts = {
  csrf: 'Le cookie ou le jeton contre les formulaires falsifiés manque ou ne correspond pas.',
  csrfToken: 'Le jeton contre les formulaires falsifiés manque ou ne correspond pas au cookie.',
  csrfCookie:
    'Le cookie contre les formulaires falsifiés manque ; vérifiez que les cookies sont envoyés ' +
    'et que les domaines concordent.',
  notVisible:
    'Ceci n’existe pas, ou appartient à un autre navigateur : le cookie de protection ne ' +
    'correspond pas.',
  noRequest: 'Il n’y a pas de demande avec cet identifiant.',
  emptyLink: 'L’adresse ne nomme ni demande ni lien.',
  oldLink: 'Ce lien ne mène plus nulle part.',
  oldForm: 'Ce formulaire est resté ouvert trop longtemps. Veuillez recommencer.',
  secondFactorOnPages:
    'Ce compte a un second facteur, qui ne peut pas être demandé ici. Veuillez utiliser les ' +
    'pages du serveur.',
  newTerms:
    'Il y a de nouvelles conditions, qui ne peuvent pas être affichées ici. Connectez-vous sur les pages du serveur.',
  secondFactorSignIn:
    'Ce compte a un second facteur, qui ne peut pas être demandé ici. Veuillez vous connecter ' +
    'sur les pages du serveur.',
  secondFactorOnLogin: 'Ce compte a un second facteur. Il est demandé sur la page de connexion.',
  secondFactorMissing: 'Ce compte a un second facteur, et cette session a été ouverte sans lui.',
  secondFactorFirst: 'Seule une personne connectée avec le premier facteur peut donner le second.',
  emailOnly: 'Les adresses ne peuvent être confirmées que par e-mail.',
  noButton: 'Le bouton de la page n’a pas été actionné.',
  foreignLink: 'Une page d’un autre site a envoyé ce lien.',
  unconfirmed:
    'Veuillez confirmer votre adresse avant de vous connecter ; un message lui est envoyé.',
  noneConfirmed:
    'Aucune adresse de ce compte n’est encore confirmée. Veuillez d’abord en confirmer une.',
  signedIn: 'Une session existe déjà, cette opération n’est donc pas nécessaire.',
  noSession: 'Cette requête n’avait ni cookie ni jeton de session valable.',
  longAgo: 'La dernière connexion est trop ancienne pour ce changement. Veuillez vous reconnecter.',
  longAgoConfirm:
    'La dernière connexion est trop ancienne pour ce changement. Veuillez confirmer que c’est ' +
    'bien vous.',
  longAgoData: 'La connexion est trop ancienne pour cela. Veuillez vous reconnecter.',
  support: 'L’assistance a ouvert cette session et ne peut pas {what}.',
  codeUsed: 'Ce lien a déjà servi, ou sa minute est passée. Veuillez en faire créer un autre.',
  notHappened: 'Sous cet identifiant, rien de ce qui est arrivé à ce compte ne peut être signalé.',
  noSessionId: 'Ce n’est pas l’identifiant d’une session.',
  ownSession: 'La session en cours ne peut pas être révoquée ici. Déconnectez-vous plutôt.',
  sessionOver: 'Cette session n’existe pas, ou elle est terminée.',
  incompleteLink: 'Ce lien est incomplet.',
  noExports: 'L’export des données personnelles est désactivé.',
  whichSession: 'Le formulaire ne dit pas à quelle session mettre fin.',
  noForm: 'Les champs d’un formulaire sont attendus ici.',
  oauthNone: 'Une demande OAuth2 a été jointe, mais aucun serveur OAuth2 n’est configuré.',
  oauthAnswer: 'Le serveur OAuth2 n’a pas répondu comme il aurait dû.',
  oauthFailed: 'Le serveur OAuth2 n’a pas pu le faire.',
  oauthUnknown: 'Le serveur OAuth2 ne connaît pas cette demande, ou l’a déjà traitée.',
  oauthNowhere: 'Le serveur OAuth2 n’a pas dit où continuer.',
  oauthChallenge: 'Le paramètre login_challenge est vide ou trop long.',
  appSealed:
    'Le secret de cette application d’authentification est illisible : la clé qui l’a scellé ' +
    'n’est plus configurée.',
  codesSealed:
    'Ces codes de secours sont illisibles : la clé qui les a scellés n’est plus configurée.',
  providerUntrusted: 'La réponse de {label} n’est pas fiable, rien n’a donc été fait.',
  providerMapper:
    '{label} ne peut pas être utilisé tel qu’il est configuré : sa correspondance ne produit ' +
    'aucune identité.',
  providerConfiguration: '{label} ne peut pas être utilisé tel qu’il est configuré.',
  providerNoCode: 'Le fournisseur n’a envoyé aucun code.',
  providerKeys:
    'Cette connexion a commencé avec des clés qui n’existent plus. Veuillez recommencer.',
  providerNoState: 'Le fournisseur n’a envoyé aucun état (state).',
  providerState: 'Cet état (state) n’est pas des nôtres.',
  providerAnswer:
    'Cette réponse ne correspond à rien de ce qui a été demandé d’ici, ou a déjà servi. ' +
    'Veuillez recommencer.',
  providerOther: 'La réponse d’un fournisseur est arrivée à l’adresse d’un autre.',
  providersOff: 'La connexion par des fournisseurs est désactivée.',
  appExchange:
    'L’application qui a commencé n’a pas demandé à recevoir la session. Elle doit ouvrir son ' +
    'opération avec return_session_token_exchange_code.',
  otherBrowser:
    'Cette connexion a commencé dans un autre navigateur, ou ses cookies ont disparu. Veuillez ' +
    'recommencer.',
  verificationNeeded:
    'Une nouvelle adresse doit être confirmée, et la confirmation est désactivée.',
  hookNotMade: 'Ce qui doit être envoyé à un autre système n’a pas pu être composé.',
  hookSilent: 'Un autre système dont l’accord est nécessaire n’a pas répondu.',
  hookAnswer: 'Un autre système dont l’accord est nécessaire n’a pas répondu comme il aurait dû.',
  hookFailed: 'Un hook de ce serveur a échoué.',
  hookAgainst: 'Un autre système s’y oppose.',
  passwordElsewhere:
    'Le système qui garde ce mot de passe n’a pas répondu comme il aurait dû. Veuillez ' +
    'réessayer plus tard.',
  leavingOff: 'On ne peut pas supprimer son compte soi-même ici.',
  leavingLongAgo:
    'La session a été confirmée il y a trop longtemps. Reconnectez-vous pour supprimer le ' +
    'compte.',
  leavingUnconfirmed: 'La suppression du compte doit être confirmée.',
  recoveryOff: 'La récupération est désactivée.',
  verificationOff: 'La confirmation des adresses est désactivée.',
  registrationOff: 'L’inscription est désactivée.',
  methodOff: 'Cette méthode est désactivée.',
  returnTo: 'L’adresse return_to n’est pas sur la liste des adresses autorisées.',
  returnToUnreadable: 'L’adresse return_to est illisible.',
  schemaUnknown: 'Ce schéma d’identité n’existe pas ou ne peut pas être choisi.',
  schemaOfFlowGone: 'Le schéma d’identité de cette opération n’est plus configuré.',
  schemaOfAccountGone: 'Le schéma d’identité de ce compte n’est plus configuré.',
  noFlow: 'Cette opération n’existe pas ({kind}).',
  noFlowId: 'Le paramètre flow manque ou n’est pas l’identifiant d’une opération.',
  expired: 'Cette opération a expiré. Veuillez en commencer une nouvelle.',
  changeOver: 'L’adresse ne peut plus être changée. Veuillez recommencer dans les paramètres.',
  noTokenOfMessage: 'Il manque à l’adresse le jeton ou le code du message.',
  noTokenOfRecovery: 'Il manque à l’adresse le jeton du lien de récupération.',
  noIdOfFlow: 'Il manque à l’adresse l’identifiant de l’opération.',
  othersFlow: 'Cette opération appartient à quelqu’un d’autre. Veuillez commencer la vôtre.',
  accountChanged: 'Le compte n’est plus ce qu’il était à l’arrivée de cette requête.',
  accountGone: 'Le compte de cette opération n’existe plus.',
  logoutNone: 'Il n’y a aucune session dont se déconnecter.',
  logoutNoToken: 'Le paramètre token manque.',
  logoutOther: 'Ce jeton a été fait pour une autre session.',
  viaUnknown: 'Le paramètre via doit nommer un attribut où cette personne a une adresse.',
  levelUnknown: 'Le niveau d’assurance demandé est inconnu ; il y a aal1 et aal2.',
  manySignIns: 'Trop de personnes se connectent en ce moment. Veuillez réessayer.',
  longPassword: 'Un mot de passe peut avoir au plus {most} octets.',
  fetchedAhead: 'Cette adresse doit être ouverte par la personne elle-même, pas chargée d’avance.',
  tooLate:
    'Cela a duré plus longtemps que permis ; l’opération est abandonnée et rien n’est ' +
    'enregistré. Veuillez réessayer.',
  bodyLarge: 'Le contenu dépasse {size} ko.',
  bodyType: 'Ce type de contenu n’est pas compris.',
  bodyHeaders: 'Le contenu ne correspond pas à ses en-têtes.',
  bodyEnded: 'La connexion s’est terminée avant la requête.',
  bodyNested: 'Le contenu est imbriqué trop profondément.',
  bodyOther: 'Le contenu n’est pas ce qu’annonce son type.',
  addressUnreadable: 'L’adresse est illisible.',
  databaseAway: 'La base de données est injoignable pour le moment.',
  databaseClosed: 'La base de données est fermée.',
  databaseUnusable: 'La base de données est inutilisable pour le moment.',
  databaseBusy: 'La base de données est surchargée pour le moment.',
  databaseMigrating: 'Un autre processus migre cette base de données.',
  unexpected: 'Un problème inattendu est noté dans le journal du serveur.',
  example: 'Ceci est un exemple d’erreur, pour qui construit une page d’erreur.',
  conflict: '{subject} appartient déjà à une autre identité.',
  nothingStored: '{reason} Rien n’a été enregistré.',
  stale: 'Quelqu’un d’autre l’a modifié au même moment. Veuillez réessayer.',
  status400: 'La requête est incompréhensible ou n’est pas permise.',
  status401: 'La requête demande une personne connectée.',
  status403: 'Ce n’est pas permis.',
  status404: 'Il n’y a rien ici sous ce nom.',
  status409: 'Cela gêne quelque chose qui existe déjà.',
  status410: 'C’était ici et n’y est plus.',
  status413: 'La requête est trop grande.',
  status415: 'Le type de contenu n’est pas pris en charge.',
  status429: 'Il y a eu trop de requêtes de ce genre.',
  status500: 'Le serveur n’a pas pu le faire.',
  status502: 'Un autre serveur, que celui-ci doit interroger, n’a pas répondu comme il aurait dû.',
  status503: 'Le serveur ne peut pas le faire pour le moment. Veuillez réessayer.',
  fromApp:
    'Ceci a commencé dans une application. Veuillez continuer là, ou recommencer ici. (Une ' +
    'opération pour applications n’accepte pas l’en-tête {header}, qu’envoient les ' +
    'navigateurs.)',
  providerAnswerFailed: 'Le fournisseur n’a pas répondu comme il aurait dû.',
  formUuid: 'Ce n’est pas un UUID.',
  formIpv4: 'Ce n’est pas une adresse IPv4.',
  formIpv6: 'Ce n’est pas une adresse IPv6.',
  formHost: 'Ce n’est pas un nom d’hôte.',
  formNothing: 'Rien ne doit être rempli ici.',
  formUnknown: 'Il n’y a pas de champ de ce nom : {fields}.',
  formEntry: 'Une entrée obligatoire manque ici, ou il y en a trop.',
  formName: 'Un nom n’est pas permis ici.',
  formLess: 'Il faut remplir moins de choses ici.',
  formMany: 'Ceci correspond à plusieurs des valeurs possibles.',
  formFormat: 'Ce n’est pas une valeur de la forme {format}.',
  formValues: 'Ceci a plus de {most} valeurs.',
  formIdentifiers: 'Un compte peut avoir au plus {most} adresses ou noms de connexion.',
  formNumber: 'Ce nombre est trop grand.',
  formNested: 'Ceci est imbriqué trop profondément.',
  formNull: 'Ceci contient un caractère nul.',
  formHalf: 'Ceci contient la moitié d’un caractère.',
  formOneText: 'Le formulaire a un seul texte pour tout {fields}.',
  noKey: 'Cette clé n’existe pas.',
  noStep: 'Cette étape n’existe pas.',
  noProvider: 'Ce fournisseur n’existe pas.',
  providerBrowser: 'Un compte chez un fournisseur ne peut être associé que dans un navigateur.',
  providerNotThere: 'Vous n’êtes pas associé à ce fournisseur.',
  providerThere: 'Vous êtes déjà associé à ce fournisseur.',
  providerNobody:
    'Aucun compte d’ici ne correspond au vôtre chez {label}, et personne ne peut s’inscrire ' +
    'pour le moment.',
  providerStranger:
    '{label} vous connaît par un compte qui n’est pas associé à celui où vous êtes connecté.',
  providerTold:
    '{label} n’a pas pu nous dire qui vous êtes. Veuillez réessayer plus tard, ou d’une autre ' +
    'façon.',
  deactivated: 'Ce compte a été désactivé.',
}
