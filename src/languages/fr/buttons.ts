import type { ButtonTexts } from '../translation.ts'

export const buttons: ButtonTexts = {
  buttonPages: {
    recovery: {
      title: 'Récupérer votre compte',
      lead: 'Appuyez sur le bouton pour vous connecter. Vous pourrez ensuite choisir un nouveau mot de passe.',
      label: 'Se connecter',
    },
    verification: {
      title: 'Confirmer votre adresse',
      lead:
        'Appuyez sur le bouton pour confirmer que cette adresse est à vous. Si quelqu’un d’autre s’est inscrit ' +
        'avec, fermez cette page.',
      label: 'Confirmer',
    },
    'end-session': {
      title: 'Mettre fin à cette session ?',
      lead:
        'Appuyez sur le bouton si ce n’est pas vous qui vous êtes connecté. La personne en question sera ' +
        'déconnectée et devra se reconnecter.',
      label: 'Mettre fin à la session',
    },
    'cancel-reset': {
      title: 'Garder vos seconds facteurs ?',
      lead:
        'Un administrateur s’apprête à supprimer les seconds facteurs de votre compte. Appuyez sur le bouton ' +
        'pour l’empêcher.',
      label: 'Garder mes seconds facteurs',
    },
    'support-session': {
      title: 'Voir ce que voit cette personne ?',
      lead:
        'Sa session s’ouvre dans ce navigateur, à la place de la vôtre, pour quelques minutes. La personne peut ' +
        'voir qu’elle a été ouverte, et pourquoi. Identifiants et adresses ne peuvent pas y être modifiés.',
      label: 'Ouvrir sa session',
    },
    'sign-out': {
      title: 'Voulez-vous vous déconnecter ?',
      lead: 'Une autre page l’a demandé. Si ce n’était pas vous, fermez cette page.',
      label: 'Se déconnecter',
    },
  },
  consoleSignIn: {
    ready: {
      title: 'Continuer vers la console',
      lead: 'Appuyez sur le bouton si vous venez d’ouvrir la console dans ce navigateur. Sinon, fermez cette page.',
      label: 'Continuer vers la console en tant que {name}',
    },
    secondFactor: {
      title: 'Configurer un second facteur',
      lead:
        'La console est ouverte aux opérateurs munis d’un second facteur, comme une application ' +
        'd’authentification ou une clé de sécurité. Configurez-en un, puis revenez.',
      label: 'Configurer un second facteur',
    },
    notOperator: {
      title: 'La console est réservée aux opérateurs',
      lead: 'Vous êtes connecté en tant que {name}, sans rôle d’opérateur. Un administrateur peut vous en donner un.',
      label: 'Retour à mon compte',
    },
  },
  endSession: {
    title: 'La session est terminée',
    lead:
      'La personne connectée est déconnectée. Si ce n’était pas vous, elle connaît peut-être votre mot de ' +
      'passe : choisissez-en un nouveau maintenant.',
    newPassword: 'Choisir un nouveau mot de passe',
    recover: 'Je ne peux plus me connecter',
  },
  cancelReset: {
    done: {
      title: 'Vos seconds facteurs restent',
      lead:
        'Ils ne sont pas supprimés. Si vous n’aviez rien demandé, quelqu’un s’est peut-être fait passer pour ' +
        'vous : veuillez prévenir le service.',
    },
    'too-late': {
      title: 'Il n’y a rien à arrêter',
      lead:
        'C’est déjà arrêté, ou vos seconds facteurs ont été supprimés. Si vous n’aviez rien demandé, ' +
        'connectez-vous, choisissez un nouveau mot de passe et configurez un second facteur.',
    },
    signIn: 'Se connecter',
  },
}
