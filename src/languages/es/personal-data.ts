import type { PersonalDataTexts } from '../translation.ts'

export const personalData: PersonalDataTexts = {
  personalData: {
    title: 'Sus datos',
    open: 'Descargar mis datos',
    lead:
      'El archivo contiene todo lo que se guarda sobre usted: su cuenta y sus direcciones, las ' +
      'formas de iniciar sesión, las sesiones y los dispositivos, los mensajes que se le ' +
      'enviaron y lo que ha ocurrido en su cuenta.',
    without: 'No contiene contraseñas, códigos ni llaves.',
    credentials: 'Añadir lo necesario para llevar mi cuenta a otro servidor',
    credentialsHint:
      'El archivo contendrá entonces el hash de su contraseña y sus cuentas en otros ' +
      'proveedores. Quien consiga el archivo puede intentar adivinar su contraseña. Guárdelo ' +
      'donde nadie más pueda leerlo y bórrelo después.',
    download: 'Descargar mis datos',
    making:
      'Son muchos datos, así que el archivo se está preparando. Recibirá un mensaje con un ' +
      'enlace que funciona una sola vez.',
    ready: 'Se ha enviado un enlace a su dirección. Funciona una sola vez.',
    until: 'Funciona hasta el',
    tooOften: 'Hoy ya ha pedido sus datos varias veces. Inténtelo de nuevo mañana.',
  },
  downloadData: {
    title: '¿Descargar sus datos?',
    lead: 'Pulse el botón para descargar el archivo. El enlace funciona una sola vez.',
    label: 'Descargar',
    gone: {
      title: 'No hay nada que descargar',
      lead: 'El enlace ya se ha usado, ha caducado o pertenece a otra cuenta.',
      label: 'Pedir mis datos de nuevo',
    },
    signInFirst: {
      title: 'Inicie sesión primero',
      lead:
        'El archivo solo se entrega a la persona de la que trata. Inicie sesión y abra de nuevo ' +
        'el enlace de su mensaje.',
      label: 'Iniciar sesión',
    },
  },
}
