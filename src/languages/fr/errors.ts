import type { ErrorTexts } from '../translation.ts'

export const errors: ErrorTexts = {
  startAgain: 'Recommencer',
  home: 'Aller à la page d’accueil',
  reference: 'Référence',
  detail: 'Ce qui s’est passé',
  unknown: {
    title: 'Cette erreur a expiré',
    text: 'Ses détails ne sont plus enregistrés. Veuillez recommencer.',
  },
  byId: {
    security_csrf_violation: {
      title: 'Ce formulaire n’appartient pas à ce navigateur',
      text:
        'Il a été ouvert dans un autre navigateur, ou avant votre dernière connexion ou déconnexion. Rien n’a ' +
        'été modifié. Veuillez recommencer.',
    },
    session_of_support: {
      title: 'L’assistance ne peut pas faire cela',
      text: 'Cette session montre ce que voit une personne. Identifiants et adresses restent inchangés.',
    },
    impersonation_code_used: {
      title: 'Ce lien a déjà servi',
      text: 'Il sert une seule fois, pendant une minute. Veuillez en demander un autre.',
    },
    cookies: {
      title: 'Votre navigateur n’enregistre pas les cookies',
      text:
        'Ils protègent votre compte contre les faux formulaires. Veuillez autoriser les cookies pour ce site, ' +
        'puis recommencer.',
    },
    self_service_flow_expired: {
      title: 'Cela a pris trop de temps',
      text: 'Pour votre sécurité, le formulaire a été fermé. Veuillez recommencer.',
    },
    self_service_flow_return_to_forbidden: {
      title: 'Ce lien mène à un endroit inconnu',
      text:
        'Il vous enverrait vers une adresse qui n’est pas autorisée ici ; nous nous sommes donc arrêtés. ' +
        'Revenez d’où vous venez, ou recommencez.',
    },
    self_service_flow_disabled: {
      title: 'Cette fonction est désactivée',
      text: 'Ce que vous demandez n’est pas proposé ici.',
    },
    session_inactive: {
      title: 'Vous êtes déconnecté',
      text: 'Veuillez vous connecter pour continuer.',
    },
  },
  byStatus: {
    400: {
      title: 'Cela n’a pas fonctionné',
      text: 'Veuillez revenir en arrière et réessayer, ou recommencer.',
    },
    401: {
      title: 'Veuillez vous connecter',
      text: 'Cette page est réservée aux personnes connectées.',
    },
    403: {
      title: 'Ce n’est pas autorisé',
      text: 'Si vous pensez devoir y avoir accès, veuillez contacter le service.',
    },
    404: {
      title: 'Il n’y a rien ici',
      text: 'Ce que vous demandez n’existe pas, ou n’existe plus.',
    },
    410: { title: 'Ceci a expiré', text: 'Veuillez recommencer.' },
    429: { title: 'Trop de tentatives', text: 'Veuillez patienter un peu, puis réessayer.' },
    503: {
      title: 'Un instant',
      text: 'Le service ne peut pas répondre pour le moment. Veuillez réessayer dans une minute.',
    },
  },
  unexplained: {
    title: 'Une erreur est survenue',
    text:
      'Vous n’y êtes pour rien. Veuillez réessayer. Si cela se reproduit, prévenez le service en indiquant la ' +
      'référence ci-dessous.',
  },
}
