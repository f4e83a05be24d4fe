// What the page about the activity of an account says in Spanish, and that for what was not its owner.
import type { ActivityTexts } from '../translation.ts'

export const activity: ActivityTexts = {
  activity: {
    title: 'Qué ha pasado en su cuenta',
    lead: 'Lo más reciente está arriba. Si hay algo que no hizo usted, avísenos.',
    off:
      'Este servicio no guarda un registro de lo que ocurre en las cuentas. Aquí ve dónde ' +
      'tiene la sesión abierta.',
    none: 'Todavía no hay nada registrado.',
    link: 'Actividad',
    newest: 'Más reciente',
    older: 'Anterior',
    first: 'Primero',
    method: 'Método: {methods}',
    change: '{what}: {turn}',
    times: { one: 'Una vez', other: '{count} veces' },
    ended: { one: 'Una sesión', other: '{count} sesiones' },
    by: 'Por: {who}',
    who: {
      administrator: 'un administrador',
      support: 'asistencia',
      server: 'el propio servicio',
      unknown: 'alguien sin sesión abierta',
    },
    turns: { added: 'adición', changed: 'cambio', removed: 'eliminación' },
    things: {
      password: 'Contraseña',
      code: 'Código enviado',
      link: 'Enlace enviado',
      oidc: 'Cuenta de un proveedor',
      totp: 'Aplicación de autenticación',
      lookup_secret: 'Códigos de respaldo',
      webauthn: 'Llave de seguridad',
      passkey: 'Clave de acceso',
      profile: 'Perfil',
      addresses: 'Direcciones',
      sessions: 'Otras sesiones',
      state: 'Estado de la cuenta',
      rest: 'Otros datos',
    },
    actions: {
      'identity.created': 'Cuenta creada',
      'identity.updated': 'Cuenta modificada',
      'credential.changed': 'Datos de acceso modificados',
      'credential.revealed': 'Datos de acceso consultados',
      'address.verified': 'Dirección confirmada',
      'verification.sent': 'Solicitud de confirmar direcciones enviada',
      'login.succeeded': 'Inicio de sesión',
      'login.failed': 'Inicio de sesión fallido',
      'recovery.succeeded': 'Cuenta recuperada',
      'recovery.handed-out': 'Código o enlace de recuperación entregado',
      'recovery.sent': 'Enlace de recuperación enviado',
      'impersonation.begun': 'Consulta de su cuenta preparada',
      'impersonation.opened': 'Se abrió su cuenta para ver lo que usted ve',
      'session.exchanged': 'Sesión entregada a una aplicación',
      'session.extended': 'Sesión prolongada',
      'session.revoked': 'Sesión cerrada',
      'sessions.revoked': 'Sesiones cerradas',
      'devices.forgotten': 'Dispositivos recordados olvidados',
      'activity.reported': 'Avisado: no fue usted',
      'factor-reset.begun': 'Eliminación de los segundos factores anunciada',
      'factor-reset.cancelled': 'Eliminación de los segundos factores detenida',
      'factor-reset.done': 'Segundos factores eliminados',
      'shield.cleared': 'Bloqueos por intentos erróneos levantados',
      'deletion.requested': 'Eliminación de la cuenta solicitada',
      'deletion.cancelled': 'Eliminación de la cuenta detenida',
      'data.requested': 'Descarga de datos solicitada',
      'data.exported': 'Datos descargados',
      'operator.added': 'Rol en la consola concedido',
      'operator.removed': 'Rol en la consola retirado',
      'console.signed-in': 'Inicio de sesión en la consola',
      'console.signed-out': 'Cierre de sesión en la consola',
    },
  },
  notMe: {
    button: 'No fui yo',
    buttonOf: 'No fui yo: {what}',
    title: '¿No fue usted?',
    lead:
      'Si pulsa el botón, se cierran todas las sesiones de su cuenta, también esta. Se ' +
      'olvidan los dispositivos que no necesitan el segundo paso. Después recupera su ' +
      'cuenta y elige una contraseña nueva. Quienes gestionan este servicio podrán ver su ' +
      'aviso.',
    label: 'Cerrar todas las sesiones',
    back: 'Volver a la actividad',
    doneTitle: 'Todas las sesiones están cerradas',
    doneLead:
      'Ya no hay ninguna sesión abierta en su cuenta. Recupérela ahora y elija una ' +
      'contraseña nueva: puede que alguien sepa la anterior.',
    recover: 'Recuperar mi cuenta',
    ask:
      'Inicie sesión y elija una contraseña nueva. Si ya no puede iniciar sesión, pregunte ' +
      'a quienes gestionan este servicio.',
    signIn: 'Iniciar sesión',
  },
}
