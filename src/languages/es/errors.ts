import type { ErrorTexts } from '../translation.ts'

export const errors: ErrorTexts = {
  startAgain: 'Empezar de nuevo',
  home: 'Ir a la página de inicio',
  reference: 'Referencia',
  detail: 'Qué ha ocurrido',
  unknown: {
    title: 'Este error ha caducado',
    text: 'Sus detalles ya no se conservan. Empiece de nuevo.',
  },
  byId: {
    security_csrf_violation: {
      title: 'Este formulario no es de este navegador',
      text:
        'Se abrió en otro navegador, o antes de que iniciara o cerrara sesión por última vez. No se ha cambiado ' +
        'nada. Empiece de nuevo.',
    },
    session_of_support: {
      title: 'Asistencia no puede hacer esto',
      text: 'Esta sesión muestra lo que ve una persona. Las credenciales y direcciones quedan como están.',
    },
    impersonation_code_used: {
      title: 'Este enlace ya se ha usado',
      text: 'Sirve una sola vez, durante un minuto. Pida que creen otro.',
    },
    cookies: {
      title: 'Su navegador no guarda cookies',
      text: 'Protegen su cuenta de formularios falsos. Permita las cookies de este sitio y empiece de nuevo.',
    },
    self_service_flow_expired: {
      title: 'Ha pasado demasiado tiempo',
      text: 'Por su seguridad se cerró el formulario. Empiece de nuevo.',
    },
    self_service_flow_return_to_forbidden: {
      title: 'Ese enlace lleva a un lugar desconocido',
      text:
        'Le enviaría a una dirección que aquí no está permitida, así que nos detuvimos. Vuelva al lugar de donde ' +
        'venía, o empiece de nuevo.',
    },
    self_service_flow_disabled: {
      title: 'Esta función está desactivada',
      text: 'Lo que ha pedido no se ofrece aquí.',
    },
    session_inactive: { title: 'Su sesión está cerrada', text: 'Inicie sesión para continuar.' },
  },
  byStatus: {
    400: {
      title: 'No ha funcionado',
      text: 'Vuelva atrás e inténtelo de nuevo, o empiece otra vez.',
    },
    401: { title: 'Inicie sesión', text: 'Esto es solo para quienes han iniciado sesión.' },
    403: {
      title: 'No está permitido',
      text: 'Si cree que debería tener acceso, consulte a los responsables del servicio.',
    },
    404: { title: 'Aquí no hay nada', text: 'Lo que ha pedido no existe, o ya no existe.' },
    410: { title: 'Esto ha caducado', text: 'Empiece de nuevo.' },
    429: { title: 'Demasiados intentos', text: 'Espere un poco e inténtelo de nuevo.' },
    503: {
      title: 'Un momento',
      text: 'El servicio no puede responder ahora. Inténtelo de nuevo dentro de un minuto.',
    },
  },
  unexplained: {
    title: 'Algo ha fallado',
    text:
      'No es culpa suya. Inténtelo de nuevo. Si vuelve a ocurrir, avise a los responsables del servicio e ' +
      'indique la referencia de abajo.',
  },
}
