// What the page about the activity of an account says in French, and that for what was not its owner.
import type { ActivityTexts } from '../translation.ts'

export const activity: ActivityTexts = {
  activity: {
    title: 'Ce qui s’est passé sur votre compte',
    lead:
      'Le plus récent vient en premier. Si vous n’êtes pas à l’origine de quelque chose, ' +
      'signalez-le.',
    off:
      'Ce service ne garde pas trace de ce qui arrive aux comptes. Voici où vous êtes ' +
      'connecté.',
    none: 'Rien n’est encore enregistré.',
    link: 'Activité',
    newest: 'Plus récent',
    older: 'Plus ancien',
    first: 'D’abord',
    method: 'Méthode : {methods}',
    change: '{what} : {turn}',
    times: { one: 'Une fois', other: '{count} fois' },
    ended: { one: 'Une session', other: '{count} sessions' },
    by: 'Par : {who}',
    who: {
      administrator: 'l’administration',
      support: 'l’assistance',
      server: 'le service lui-même',
      unknown: 'une personne non connectée',
    },
    turns: { added: 'ajout', changed: 'modification', removed: 'suppression' },
    things: {
      password: 'Mot de passe',
      code: 'Code envoyé',
      link: 'Lien envoyé',
      oidc: 'Compte chez un fournisseur',
      totp: 'Application d’authentification',
      lookup_secret: 'Codes de secours',
      webauthn: 'Clé de sécurité',
      passkey: 'Clé d’accès',
      profile: 'Profil',
      addresses: 'Adresses',
      sessions: 'Autres sessions',
      state: 'État du compte',
      rest: 'Autres données',
    },
    actions: {
      'identity.created': 'Compte créé',
      'identity.updated': 'Compte modifié',
      'credential.changed': 'Moyens de connexion modifiés',
      'credential.revealed': 'Moyens de connexion consultés',
      'address.verified': 'Adresse confirmée',
      'verification.sent': 'Demande de confirmation d’adresses envoyée',
      'login.succeeded': 'Connexion',
      'login.failed': 'Échec de connexion',
      'recovery.succeeded': 'Compte récupéré',
      'recovery.handed-out': 'Code ou lien de récupération remis',
      'recovery.sent': 'Lien de récupération envoyé',
      'impersonation.begun': 'Consultation de votre compte préparée',
      'impersonation.opened': 'Votre compte a été ouvert pour voir ce que vous voyez',
      'session.exchanged': 'Session transmise à une application',
      'session.extended': 'Session prolongée',
      'session.revoked': 'Session terminée',
      'sessions.revoked': 'Sessions terminées',
      'devices.forgotten': 'Appareils mémorisés oubliés',
      'activity.reported': 'Signalé : ce n’était pas vous',
      'factor-reset.begun': 'Suppression des seconds facteurs annoncée',
      'factor-reset.cancelled': 'Suppression des seconds facteurs arrêtée',
      'factor-reset.done': 'Seconds facteurs supprimés',
      'shield.cleared': 'Blocages après des essais erronés levés',
      'deletion.requested': 'Suppression du compte demandée',
      'deletion.cancelled': 'Suppression du compte arrêtée',
      'data.requested': 'Téléchargement des données demandé',
      'data.exported': 'Données téléchargées',
      'operator.added': 'Rôle accordé dans la console',
      'operator.removed': 'Rôle retiré dans la console',
      'console.signed-in': 'Connexion à la console',
      'console.signed-out': 'Déconnexion de la console',
    },
  },
  notMe: {
    button: 'Ce n’était pas moi',
    buttonOf: 'Ce n’était pas moi : {what}',
    title: 'Ce n’était pas vous ?',
    lead:
      'Si vous appuyez sur le bouton, tout le monde est déconnecté de votre compte, vous ' +
      'aussi. Les appareils dispensés de la seconde étape sont oubliés. Vous récupérez ' +
      'ensuite votre compte et choisissez un nouveau mot de passe. Les responsables de ce ' +
      'service verront votre signalement.',
    label: 'Déconnecter partout',
    back: 'Retour à l’activité',
    doneTitle: 'Tout le monde est déconnecté',
    doneLead:
      'Plus personne n’est connecté à votre compte. Récupérez-le maintenant et choisissez ' +
      'un nouveau mot de passe : l’ancien est peut-être connu.',
    recover: 'Récupérer mon compte',
    ask:
      'Connectez-vous et choisissez un nouveau mot de passe. Si vous ne pouvez plus vous ' +
      'connecter, adressez-vous aux responsables de ce service.',
    signIn: 'Se connecter',
  },
}
