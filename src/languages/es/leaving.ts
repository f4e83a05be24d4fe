import type { LeavingTexts } from '../translation.ts'

export const leaving: LeavingTexts = {
  leave: {
    link: 'Eliminar mi cuenta',
    title: '¿Eliminar su cuenta?',
    lead: 'Todo lo que está guardado aquí sobre usted se borrará definitivamente.',
    waits:
      'Espera hasta el {when}. Ahora se cierran todas sus sesiones; para conservar la cuenta, ' +
      'inicie sesión antes de esa fecha.',
    atOnce: 'Se hace de inmediato y no se puede deshacer.',
    confirm: 'Sí, eliminar mi cuenta y todo lo que está guardado sobre mí',
    button: 'Eliminar mi cuenta',
    notConfirmed: 'Marque la casilla para eliminar su cuenta.',
    back: 'Conservar mi cuenta',
    requestedTitle: 'Su cuenta se va a eliminar',
    requestedLead:
      'Se eliminará el {when}. Para conservarla, inicie sesión antes de esa fecha. Se han ' +
      'cerrado todas sus sesiones.',
    keep: 'Conservar mi cuenta: iniciar sesión',
    doneTitle: 'Su cuenta se ha eliminado',
    doneLead: 'Se ha borrado todo lo que estaba guardado aquí sobre usted.',
  },
}
