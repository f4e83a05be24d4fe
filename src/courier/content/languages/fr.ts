import type { MailTexts } from '../mail-texts.ts'

// NOTE a colon and a question mark have a space before them at which no line ends
const wide = '\u00a0',
  thin = '\u202f'

export const fr: MailTexts = {
  space: ' ',
  colon: `${wide}: `,
  minutes: { one: 'une minute', other: '{count} minutes' },
  hours: { one: 'une heure', other: '{count} heures' },
  footer: '{product} a envoyé ce message à {to}.',
  linkHint: `Si le bouton ne fonctionne pas, copiez cette adresse dans votre navigateur${wide}:`,
  codeWorks: 'Le code est valable une seule fois, pendant {lifespan}.',
  linkWorks: 'Le lien est valable une seule fois, pendant {lifespan}.',
  unasked:
    'Si vous n’avez rien demandé, vous pouvez ignorer ce message. Rien ne changera sans ' +
    'votre action.',
  secret: 'Nous ne vous demanderons jamais ce code. Ne le communiquez à personne.',
  labels: {
    code: 'Votre code',
    when: 'Date',
    by: 'Par',
    administrator: 'un administrateur',
    device: 'Appareil',
    place: 'Depuis',
    due: 'Date prévue',
    getBackIn: 'Récupérer mon compte',
  },
  recovery: {
    title: 'Récupérez votre compte',
    lead: 'Suivez le lien pour vous reconnecter à {product} et choisir un nouveau mot de passe.',
    short: `Récupérez votre compte {product}${wide}: {url}`,
  },
  recoveryCode: {
    subject: '{code} est votre code pour récupérer votre compte',
    lead: 'Saisissez ce code sur la page où vous l’avez demandé pour vous reconnecter à {product}.',
    short:
      '{code} est votre code pour récupérer votre compte {product}. Ne le communiquez à personne.',
  },
  verification: {
    subject: 'Veuillez confirmer votre adresse e-mail',
    title: `Cette adresse est-elle la vôtre${thin}?`,
    lead: 'Suivez le lien pour confirmer cette adresse e-mail pour votre compte {product}.',
    label: 'Confirmer mon adresse',
    short: `Confirmez cette adresse pour votre compte {product}${wide}: {url}`,
  },
  verificationCode: {
    subject: '{code} est votre code pour confirmer votre adresse',
    lead:
      'Saisissez ce code sur la page où vous l’avez demandé pour confirmer cette adresse pour votre ' +
      'compte {product}.',
    label: 'Ouvrir la page avec le code',
    short:
      '{code} est votre code pour confirmer cette adresse sur {product}. Ne le communiquez à ' +
      'personne.',
  },
  login: {
    subject: '{code} est votre code de connexion',
    title: 'Connexion',
    lead: 'Saisissez ce code sur la page où vous vous connectez à {product}.',
    notNow:
      'Si vous n’êtes pas en train de vous connecter, quelqu’un d’autre essaie peut-être de le ' +
      'faire. Sans le code, c’est impossible.',
    short: '{code} est votre code de connexion à {product}. Ne le communiquez à personne.',
  },
  registration: {
    subject: '{code} est votre code pour terminer l’inscription',
    title: 'Bienvenue',
    lead: 'Saisissez ce code sur la page où vous vous inscrivez à {product}.',
    short:
      '{code} est votre code pour terminer l’inscription à {product}. Ne le communiquez à ' +
      'personne.',
  },
  noAccount: {
    title: 'Aucun compte n’est associé à cette adresse',
    recovery: {
      subject: 'Quelqu’un a essayé de récupérer un compte',
      lead:
        'Quelqu’un, peut-être vous, a demandé à récupérer un compte {product} avec cette adresse ' +
        'e-mail. Ce compte n’existe pas.',
    },
    verification: {
      subject: 'Quelqu’un a essayé de confirmer cette adresse',
      lead:
        'Quelqu’un, peut-être vous, a demandé à confirmer cette adresse e-mail pour un compte ' +
        '{product}. Ce compte n’existe pas.',
    },
    wasYou: 'Si c’était vous, essayez avec l’adresse de votre inscription.',
    otherwise: 'Si ce n’était pas vous, vous n’avez rien à faire.',
    short: 'Aucun compte {product} n’est associé à cette adresse.',
  },
  notice: {
    endSession: `Si ce n’était pas vous, mettez fin à la session en question${wide}: {endSessionUrl}`,
    recover: `Si vous ne pouvez plus vous connecter, récupérez votre compte${wide}: {url}`,
    wasYou: 'Si c’était vous, ou si vous étiez au courant, vous n’avez rien à faire.',
    otherwise:
      'Sinon, quelqu’un d’autre a peut-être accès à votre compte. Récupérez-le, choisissez un nouveau ' +
      'mot de passe et mettez fin à toutes les autres sessions. En cas d’échec, prévenez les responsables ' +
      'de {product}.',
    otherwiseTell:
      'Sinon, quelqu’un d’autre a peut-être accès à votre compte. Veuillez prévenir les ' +
      'responsables de {product}.',
    short: 'Si ce n’était pas vous, récupérez votre compte immédiatement.',
  },
  names: {
    totp: 'une application d’authentification',
    lookup_secret: 'des codes de secours',
    webauthn: 'une clé de sécurité',
    passkey: 'une clé d’accès',
    code: 'des codes qui vous sont envoyés',
    account: 'un compte chez un autre fournisseur',
    accountAt: 'un compte {provider}',
    other: 'une autre façon de prouver votre identité',
  },
  password: {
    title: {
      added: 'Un mot de passe a été ajouté à votre compte',
      changed: 'Votre mot de passe a été modifié',
      removed: 'Votre mot de passe a été supprimé',
    },
    lead: {
      added: 'Un mot de passe a été ajouté à votre compte {product}.',
      changed: 'Le mot de passe de votre compte {product} a été modifié.',
      removed: 'Le mot de passe de votre compte {product} a été supprimé.',
    },
  },
  factor: {
    title: {
      added: 'Un second facteur a été ajouté',
      changed: 'Un second facteur a été modifié',
      removed: 'Un second facteur a été supprimé',
    },
    lead: {
      added: `Un second facteur a été ajouté à votre compte {product}${wide}: {what}.`,
      changed: `Un second facteur de votre compte {product} a été modifié${wide}: {what}.`,
      removed: `Un second facteur de votre compte {product} a été supprimé${wide}: {what}.`,
    },
  },
  way: {
    title: {
      added: 'Un moyen de connexion a été ajouté',
      changed: 'Un moyen de connexion a été modifié',
      removed: 'Un moyen de connexion a été supprimé',
    },
    lead: {
      added: `Un moyen de connexion a été ajouté à votre compte {product}${wide}: {what}.`,
      changed: `Un moyen de connexion de votre compte {product} a été modifié${wide}: {what}.`,
      removed: `Un moyen de connexion de votre compte {product} a été supprimé${wide}: {what}.`,
    },
  },
  address: {
    title: 'Votre adresse a été modifiée',
    lead: {
      added: 'L’adresse {added} a été ajoutée à votre compte {product}.',
      changed: 'L’adresse de votre compte {product} est passée de {gone} à {added}.',
      removed: 'L’adresse {gone} a été supprimée de votre compte {product}.',
    },
  },
  addresses: {
    title: 'Une adresse de votre compte a été modifiée',
    lead: 'Les adresses de votre compte {product} ont été modifiées.',
  },
  several: {
    title: 'Plusieurs modifications de votre compte',
    lead: 'Votre compte {product} a été modifié plusieurs fois en moins d’une heure.',
    more:
      'Pour ne pas encombrer votre boîte, les autres modifications de la prochaine heure ne seront ' +
      'pas signalées une par une.',
  },
  taken: {
    subject: 'Une inscription a été tentée avec votre adresse',
    title: 'Vous avez déjà un compte',
    lead:
      'Quelqu’un, peut-être vous, a essayé de s’inscrire à {product} avec cette adresse. Un compte y ' +
      'est déjà associé, aucun autre n’a donc été créé.',
    wasYou: `Si c’était vous, connectez-vous${wide}: {loginUrl}`,
    recover: 'Si vous ne pouvez plus vous connecter, suivez le lien pour récupérer votre compte.',
    otherwise:
      'Si ce n’était pas vous, vous n’avez rien à faire. Personne n’a eu accès à votre compte et ' +
      'personne n’a appris son existence.',
    short: 'Si c’était vous, connectez-vous.',
    shortRecover: `Si c’était vous, connectez-vous ou récupérez votre compte${wide}: {url}`,
  },
  signIn: {
    title: 'Nouvelle connexion à votre compte',
    device:
      'Quelqu’un, peut-être vous, s’est connecté à votre compte {product} sur un appareil qui ' +
      'n’avait encore jamais été utilisé.',
    network:
      'Quelqu’un, peut-être vous, s’est connecté à votre compte {product} depuis un réseau qui ' +
      'n’avait encore jamais été utilisé.',
    label: `Ce n’était pas moi${wide}: mettre fin à la session`,
    isIncomplete:
      'La seconde étape manquait encore, mais cette personne a réussi la première et connaît ' +
      'peut-être votre mot de passe.',
    wasYou: 'Si c’était vous, vous n’avez rien à faire.',
    otherwise:
      'Sinon, mettez fin à la session avec le bouton, puis choisissez un nouveau mot de passe.',
    short: `Si ce n’était pas vous, mettez fin à la session${wide}: {endSessionUrl}`,
  },
  resetBegun: {
    title: 'Vos seconds facteurs vont être supprimés',
    lead:
      'Un administrateur va supprimer les seconds facteurs de votre compte {product}, par exemple ' +
      'une application d’authentification, des codes de secours ou une clé de sécurité.',
    label: 'Annuler et garder mes seconds facteurs',
    effect:
      'Ensuite, la première étape suffira pour vous connecter, et toutes vos sessions seront ' +
      'fermées.',
    wasYou: 'Si vous l’avez demandé, vous n’avez rien à faire.',
    otherwise:
      'Sinon, quelqu’un s’est peut-être fait passer pour vous. Annulez la suppression avec le bouton, ' +
      'ou en vous connectant avec votre second facteur, et prévenez les responsables de ' +
      '{product}.',
    short: `Si vous ne l’avez pas demandé, annulez${wide}: {cancelUrl}`,
  },
  deletionRequested: {
    title: 'Votre compte va être supprimé',
    lead:
      'Quelqu’un, peut-être vous, a demandé la suppression de votre compte {product}. Toutes vos ' +
      'sessions ont été fermées.',
    label: 'Garder mon compte : se connecter',
    effect: 'Ensuite, tout ce qui est enregistré ici à votre sujet sera effacé définitivement.',
    keep: 'Pour garder le compte, connectez-vous avant cette date.',
    otherwise:
      'Si ce n’était pas vous, connectez-vous maintenant et choisissez un nouveau mot de passe : ' +
      'quelqu’un le connaît peut-être.',
    short: 'Pour le garder, connectez-vous avant cette date.',
  },
  deletionSoon: {
    title: 'Votre compte va bientôt être supprimé',
    lead: 'Votre compte {product} va être supprimé, comme demandé.',
    label: 'Garder mon compte : se connecter',
    keep: 'Pour garder le compte, connectez-vous avant cette date. Sinon, vous n’avez rien à faire.',
    short: 'Pour le garder, connectez-vous avant cette date.',
  },
  deletionCancelled: {
    title: 'Votre compte est conservé',
    lead: 'Votre compte {product} ne sera pas supprimé.',
    otherwise: 'Si ce n’était pas vous, prévenez les responsables de {product}.',
    short: 'Il reste tel quel.',
  },
  deleted: {
    title: 'Votre compte a été supprimé',
    lead: 'Votre compte {product} a été supprimé, avec tout ce qui était enregistré ici à votre sujet.',
    otherwise: 'C’est le dernier message envoyé à cette adresse. La suppression est définitive.',
    short: 'C’est le dernier message.',
  },
  resetDone: {
    title: 'Vos seconds facteurs ont été supprimés',
    lead:
      'Un administrateur a supprimé les seconds facteurs de votre compte {product}. Toutes vos ' +
      'sessions ont été fermées.',
    next: 'Connectez-vous et configurez un nouveau second facteur dans les paramètres.',
    otherwise:
      'Si vous ne l’avez pas demandé, choisissez aussi un nouveau mot de passe et prévenez les ' +
      'responsables de {product}.',
    short: 'Connectez-vous et configurez-en un nouveau.',
  },
  reported: {
    title: 'Un signalement depuis votre compte',
    lead:
      'Depuis votre compte {product}, il a été signalé que quelque chose ne venait pas de ' +
      'vous. Tout le monde a été déconnecté, et plus aucun appareil n’est mémorisé.',
    wasYou: 'Si c’était vous, récupérez votre compte et choisissez un nouveau mot de passe.',
    otherwise:
      'Sinon, quelqu’un d’autre était dans votre compte. Récupérez-le, choisissez un nouveau ' +
      'mot de passe et prévenez les responsables de {product}.',
    short: 'Récupérez-le et choisissez un nouveau mot de passe.',
  },
  dataReady: {
    title: 'Vos données peuvent être téléchargées',
    lead: 'Vous avez demandé les données que {product} conserve à votre sujet. Le fichier est prêt.',
    label: 'Télécharger mes données',
    signIn: 'La page demande d’être connecté à ce compte, afin que le lien seul ne serve à rien.',
    otherwise:
      'Si vous n’avez rien demandé, ne suivez pas le lien. Choisissez un nouveau mot de passe ' +
      'et mettez fin à toutes les autres sessions.',
    short: 'Téléchargez vos données de {product} : {downloadUrl}',
  },
  dataDownloaded: {
    title: 'Vos données ont été téléchargées',
    lead: 'Un fichier contenant les données que {product} conserve à votre sujet a été téléchargé.',
  },
}
