import type { ButtonTexts } from '../translation.ts'

export const buttons: ButtonTexts = {
  buttonPages: {
    recovery: {
      title: 'Recuperar su cuenta',
      lead: 'Pulse el botón para iniciar sesión. Después podrá elegir una contraseña nueva.',
      label: 'Iniciar sesión',
    },
    verification: {
      title: 'Confirmar su dirección',
      lead:
        'Pulse el botón para confirmar que esta dirección es suya. Si otra persona se ha registrado con ella, ' +
        'cierre esta página.',
      label: 'Confirmar',
    },
    'end-session': {
      title: '¿Cerrar esta sesión?',
      lead:
        'Pulse el botón si no fue usted quien inició la sesión. Se cerrará, y quien fuera tendrá que volver a ' +
        'iniciarla.',
      label: 'Cerrar la sesión',
    },
    'cancel-reset': {
      title: '¿Conservar sus segundos factores?',
      lead: 'Un administrador va a eliminar los segundos factores de su cuenta. Pulse el botón para impedirlo.',
      label: 'Conservar mis segundos factores',
    },
    'support-session': {
      title: '¿Ver lo que ve esta persona?',
      lead:
        'Su sesión se abre en este navegador, en lugar de la propia, durante unos minutos. La persona puede ver ' +
        'que estuvo abierta y por qué. En ella no se pueden cambiar credenciales ni direcciones.',
      label: 'Abrir su sesión',
    },
    'sign-out': {
      title: '¿Quiere cerrar la sesión?',
      lead: 'Otra página lo ha pedido. Si no fue usted, cierre esta página.',
      label: 'Cerrar sesión',
    },
  },
  consoleSignIn: {
    ready: {
      title: 'Continuar a la consola',
      lead: 'Pulse el botón si acaba de abrir la consola en este navegador. Si no es así, cierre esta página.',
      label: 'Continuar a la consola como {name}',
    },
    secondFactor: {
      title: 'Configurar un segundo factor',
      lead:
        'La consola está abierta a operadores con un segundo factor, como una aplicación de autenticación o una ' +
        'llave de seguridad. Configure uno y vuelva.',
      label: 'Configurar un segundo factor',
    },
    notOperator: {
      title: 'La consola es para operadores',
      lead: 'Ha iniciado sesión como {name}, sin rol de operador. Un administrador puede darle uno.',
      label: 'Volver a mi cuenta',
    },
  },
  endSession: {
    title: 'La sesión se ha cerrado',
    lead:
      'Quien la tenía abierta está fuera. Si no era usted, puede que conozca su contraseña: elija ' +
      'ahora una nueva.',
    newPassword: 'Elegir una contraseña nueva',
    recover: 'Ya no puedo iniciar sesión',
  },
  cancelReset: {
    done: {
      title: 'Sus segundos factores se conservan',
      lead:
        'No se eliminan. Si usted no lo pidió, puede que alguien se haya hecho pasar por usted: avise a los ' +
        'responsables del servicio.',
    },
    'too-late': {
      title: 'No hay nada que detener',
      lead:
        'Ya se detuvo, o sus segundos factores ya se han eliminado. Si usted no lo pidió, inicie sesión, elija ' +
        'una contraseña nueva y configure un segundo factor.',
    },
    signIn: 'Iniciar sesión',
  },
}
