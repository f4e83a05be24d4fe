import type { PersonalDataTexts } from '../translation.ts'

export const personalData: PersonalDataTexts = {
  personalData: {
    title: 'Vos données',
    open: 'Télécharger mes données',
    lead:
      'Le fichier contient tout ce qui est conservé à votre sujet : votre compte et ses ' +
      'adresses, vos moyens de connexion, vos sessions et appareils, les messages qui vous ont ' +
      'été envoyés et ce qui s’est passé sur votre compte.',
    without: 'Il ne contient ni mot de passe, ni code, ni clé.',
    credentials: 'Ajouter ce qu’il faut pour transférer mon compte vers un autre serveur',
    credentialsHint:
      'Le fichier contient alors l’empreinte de votre mot de passe et vos comptes chez ' +
      'd’autres fournisseurs. Quiconque obtient le fichier peut essayer de deviner votre mot ' +
      'de passe. Gardez-le là où personne d’autre ne peut le lire, et supprimez-le ensuite.',
    download: 'Télécharger mes données',
    making:
      'Il y a beaucoup de données, le fichier est donc en préparation. Vous recevrez un ' +
      'message avec un lien, valable une seule fois.',
    ready: 'Un lien a été envoyé à votre adresse. Il est valable une seule fois.',
    until: 'Valable jusqu’au',
    tooOften: 'Vous avez déjà demandé vos données plusieurs fois aujourd’hui. Réessayez demain.',
  },
  downloadData: {
    title: 'Télécharger vos données ?',
    lead: 'Appuyez sur le bouton pour télécharger le fichier. Le lien est valable une seule fois.',
    label: 'Télécharger',
    gone: {
      title: 'Il n’y a rien à télécharger',
      lead: 'Le lien a déjà été utilisé, a expiré ou appartient à un autre compte.',
      label: 'Demander à nouveau mes données',
    },
    signInFirst: {
      title: 'Connectez-vous d’abord',
      lead:
        'Le fichier n’est remis qu’à la personne concernée. Connectez-vous, puis ouvrez à ' +
        'nouveau le lien de votre message.',
      label: 'Se connecter',
    },
  },
}
