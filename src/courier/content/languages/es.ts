import type { MailTexts } from '../mail-texts.ts'

export const es: MailTexts = {
  space: ' ',
  colon: ': ',
  minutes: { one: '{count} minuto', other: '{count} minutos' },
  hours: { one: '{count} hora', other: '{count} horas' },
  footer: '{product} ha enviado este mensaje a {to}.',
  linkHint: 'Si el botón no funciona, copie esta dirección en su navegador:',
  codeWorks: 'El código sirve una sola vez, durante {lifespan}.',
  linkWorks: 'El enlace sirve una sola vez, durante {lifespan}.',
  unasked:
    'Si no lo ha pedido usted, puede ignorar este mensaje. Sin su intervención no cambiará nada.',
  secret: 'Nunca le pediremos este código. No lo comparta con nadie.',
  labels: {
    code: 'Su código',
    when: 'Cuándo',
    by: 'Por',
    administrator: 'un administrador',
    device: 'Dispositivo',
    place: 'Desde',
    due: 'Fecha prevista',
    getBackIn: 'Recuperar mi cuenta',
  },
  recovery: {
    title: 'Recupere su cuenta',
    lead: 'Abra el enlace para volver a entrar en {product} y elegir una contraseña nueva.',
    short: 'Recupere su cuenta de {product}: {url}',
  },
  recoveryCode: {
    subject: '{code} es su código para recuperar la cuenta',
    lead: 'Escriba este código en la página donde lo ha pedido para volver a entrar en {product}.',
    short: '{code} es su código de recuperación de {product}. No lo comparta.',
  },
  verification: {
    subject: 'Confirme su dirección de correo',
    title: '¿Es esta su dirección?',
    lead: 'Abra el enlace para confirmar esta dirección de correo para su cuenta de {product}.',
    label: 'Confirmar mi dirección',
    short: 'Confirme esta dirección para su cuenta de {product}: {url}',
  },
  verificationCode: {
    subject: '{code} es su código para confirmar su dirección',
    lead:
      'Escriba este código en la página donde lo ha pedido para confirmar esta dirección para su ' +
      'cuenta de {product}.',
    label: 'Abrir la página con el código',
    short: '{code} es su código de confirmación de {product}. No lo comparta.',
  },
  login: {
    subject: '{code} es su código para iniciar sesión',
    title: 'Iniciar sesión',
    lead: 'Escriba este código en la página donde inicia sesión en {product}.',
    notNow:
      'Si no está iniciando sesión ahora, puede que otra persona lo esté intentando. Sin el código ' +
      'no podrá hacerlo.',
    short: '{code} es su código para entrar en {product}. No lo comparta.',
  },
  registration: {
    subject: '{code} es su código para completar el registro',
    title: 'Le damos la bienvenida',
    lead: 'Escriba este código en la página donde se registra en {product}.',
    short: '{code} es su código para registrarte en {product}. No lo comparta.',
  },
  noAccount: {
    title: 'No hay ninguna cuenta con esta dirección',
    recovery: {
      subject: 'Alguien ha intentado recuperar una cuenta',
      lead:
        'Alguien, quizá usted, ha pedido recuperar una cuenta de {product} con esta dirección de correo. ' +
        'Esa cuenta no existe.',
    },
    verification: {
      subject: 'Alguien ha intentado confirmar esta dirección',
      lead:
        'Alguien, quizá usted, ha pedido confirmar esta dirección de correo para una cuenta de ' +
        '{product}. Esa cuenta no existe.',
    },
    wasYou: 'Si ha sido usted, pruebe con la dirección con la que se registró.',
    otherwise: 'Si no ha sido usted, no tiene que hacer nada.',
    short: 'No hay ninguna cuenta de {product} con esta dirección.',
  },
  notice: {
    endSession: 'Si no ha sido usted, cierre la sesión en la que se ha hecho: {endSessionUrl}',
    recover: 'Si ya no puede iniciar sesión, recupere su cuenta: {url}',
    wasYou: 'Si ha sido usted, o si ya lo sabía, no tiene que hacer nada.',
    otherwise:
      'Si no, puede que otra persona esté en su cuenta. Recupérela, elija una contraseña nueva y ' +
      'cierre todas las demás sesiones. Si no lo consigue, avise a los responsables de ' +
      '{product}.',
    otherwiseTell:
      'Si no, puede que otra persona esté en su cuenta. Avise a los responsables de {product}.',
    short: 'Si no ha sido usted, recupere su cuenta de inmediato.',
  },
  names: {
    totp: 'una aplicación de autenticación',
    lookup_secret: 'códigos de respaldo',
    webauthn: 'una llave de seguridad',
    passkey: 'una llave de acceso',
    code: 'códigos que se le envían',
    account: 'una cuenta de otro servicio',
    accountAt: 'una cuenta de {provider}',
    other: 'otra forma de demostrar quién es',
  },
  password: {
    title: {
      added: 'Se ha añadido una contraseña a su cuenta',
      changed: 'Se ha cambiado su contraseña',
      removed: 'Se ha eliminado su contraseña',
    },
    lead: {
      added: 'Se ha añadido una contraseña a su cuenta de {product}.',
      changed: 'Se ha cambiado la contraseña de su cuenta de {product}.',
      removed: 'Se ha eliminado la contraseña de su cuenta de {product}.',
    },
  },
  factor: {
    title: {
      added: 'Se ha añadido un segundo factor',
      changed: 'Se ha cambiado un segundo factor',
      removed: 'Se ha eliminado un segundo factor',
    },
    lead: {
      added: 'Se ha añadido un segundo factor a su cuenta de {product}: {what}.',
      changed: 'Se ha cambiado un segundo factor de su cuenta de {product}: {what}.',
      removed: 'Se ha eliminado un segundo factor de su cuenta de {product}: {what}.',
    },
  },
  way: {
    title: {
      added: 'Se ha añadido una forma de iniciar sesión',
      changed: 'Se ha cambiado una forma de iniciar sesión',
      removed: 'Se ha eliminado una forma de iniciar sesión',
    },
    lead: {
      added: 'Se ha añadido una forma de iniciar sesión a su cuenta de {product}: {what}.',
      changed: 'Se ha cambiado una forma de iniciar sesión de su cuenta de {product}: {what}.',
      removed: 'Se ha eliminado una forma de iniciar sesión de su cuenta de {product}: {what}.',
    },
  },
  address: {
    title: 'Se ha cambiado su dirección',
    lead: {
      added: 'Se ha añadido la dirección {added} a su cuenta de {product}.',
      changed: 'La dirección de su cuenta de {product} ha cambiado de {gone} a {added}.',
      removed: 'Se ha eliminado la dirección {gone} de su cuenta de {product}.',
    },
  },
  addresses: {
    title: 'Se ha cambiado una dirección de su cuenta',
    lead: 'Se han cambiado las direcciones de su cuenta de {product}.',
  },
  several: {
    title: 'Varios cambios en su cuenta',
    lead: 'Su cuenta de {product} ha cambiado varias veces en una hora.',
    more:
      'Para no llenar su buzón, no le avisaremos uno por uno de los demás cambios durante la próxima ' +
      'hora.',
  },
  taken: {
    subject: 'Alguien ha intentado registrarse con su dirección',
    title: 'Ya tiene una cuenta',
    lead:
      'Alguien, quizá usted, ha intentado registrarse en {product} con esta dirección. Ya existe una ' +
      'cuenta con ella, así que no se ha creado otra.',
    wasYou: 'Si ha sido usted, inicie sesión: {loginUrl}',
    recover: 'Si ya no puede iniciar sesión, abra el enlace para recuperar su cuenta.',
    otherwise:
      'Si no ha sido usted, no tiene que hacer nada. Nadie ha entrado en su cuenta y nadie ha sabido ' +
      'que existe.',
    short: 'Si ha sido usted, inicie sesión.',
    shortRecover: 'Si ha sido usted, inicie sesión o recupere su cuenta: {url}',
  },
  signIn: {
    title: 'Nuevo inicio de sesión en su cuenta',
    device:
      'Alguien, quizá usted, ha entrado en su cuenta de {product} desde un dispositivo que no se había ' +
      'usado antes.',
    network:
      'Alguien, quizá usted, ha entrado en su cuenta de {product} desde una red que no se había usado ' +
      'antes.',
    label: 'No he sido yo: cerrar esta sesión',
    isIncomplete:
      'Aún faltaba el segundo paso, pero esa persona superó el primero y puede que sepa su ' +
      'contraseña.',
    wasYou: 'Si ha sido usted, no tiene que hacer nada.',
    otherwise: 'Si no, cierre la sesión con el botón y después elija una contraseña nueva.',
    short: 'Si no ha sido usted, cierre la sesión: {endSessionUrl}',
  },
  resetBegun: {
    title: 'Se van a eliminar sus segundos factores',
    lead:
      'Un administrador va a eliminar los segundos factores de su cuenta de {product}, como una ' +
      'aplicación de autenticación, códigos de respaldo o una llave de seguridad.',
    label: 'Cancelar y conservar mis segundos factores',
    effect: 'Después bastará el primer paso para iniciar sesión, y se cerrarán todas sus sesiones.',
    wasYou: 'Si lo ha pedido usted, no tiene que hacer nada.',
    otherwise:
      'Si no, puede que alguien se haya hecho pasar por usted. Cancélelo con el botón, o iniciando sesión ' +
      'con su segundo factor, y avise a los responsables de {product}.',
    short: 'Si no lo ha pedido usted, cancélelo: {cancelUrl}',
  },
  deletionRequested: {
    title: 'Su cuenta se va a eliminar',
    lead: 'Alguien, quizá usted, ha pedido que se elimine su cuenta de {product}. Se han cerrado todas sus sesiones.',
    label: 'Conservar mi cuenta: iniciar sesión',
    effect: 'Después se borrará definitivamente todo lo que está guardado aquí sobre usted.',
    keep: 'Para conservar la cuenta, inicie sesión antes de esa fecha.',
    otherwise:
      'Si no ha sido usted, inicie sesión ahora y elija una contraseña nueva: puede que alguien la conozca.',
    short: 'Para conservarla, inicie sesión antes de esa fecha.',
  },
  deletionSoon: {
    title: 'Su cuenta se eliminará pronto',
    lead: 'Su cuenta de {product} se va a eliminar, como se pidió.',
    label: 'Conservar mi cuenta: iniciar sesión',
    keep: 'Para conservar la cuenta, inicie sesión antes de esa fecha. Si no, no tiene que hacer nada.',
    short: 'Para conservarla, inicie sesión antes de esa fecha.',
  },
  deletionCancelled: {
    title: 'Su cuenta se conserva',
    lead: 'Su cuenta de {product} no se eliminará.',
    otherwise: 'Si no ha sido usted, avise a los responsables de {product}.',
    short: 'Sigue como estaba.',
  },
  deleted: {
    title: 'Su cuenta se ha eliminado',
    lead: 'Su cuenta de {product} se ha eliminado, con todo lo que estaba guardado aquí sobre usted.',
    otherwise: 'Este es el último mensaje a esta dirección. No se puede deshacer.',
    short: 'Este es el último mensaje.',
  },
  resetDone: {
    title: 'Se han eliminado sus segundos factores',
    lead:
      'Un administrador ha eliminado los segundos factores de su cuenta de {product}. Se han cerrado ' +
      'todas sus sesiones.',
    next: 'Inicie sesión y configure un segundo factor nuevo en los ajustes.',
    otherwise:
      'Si no lo ha pedido usted, elija también una contraseña nueva y avise a los responsables de ' +
      '{product}.',
    short: 'Inicie sesión y configure uno nuevo.',
  },
  reported: {
    title: 'Un aviso desde su cuenta',
    lead:
      'Desde su cuenta de {product} se ha avisado de que algo no lo hizo usted. Se han ' +
      'cerrado todas las sesiones y ya no se recuerda ningún dispositivo.',
    wasYou: 'Si fue usted, recupere su cuenta y elija una contraseña nueva.',
    otherwise:
      'Si no, otra persona estaba en su cuenta. Recupérela, elija una contraseña nueva y ' +
      'avise a los responsables de {product}.',
    short: 'Recupérela y elija una contraseña nueva.',
  },
  dataReady: {
    title: 'Sus datos se pueden descargar',
    lead: 'Ha pedido los datos que {product} guarda sobre usted. El archivo está listo.',
    label: 'Descargar mis datos',
    signIn:
      'La página pide que haya iniciado sesión en esta cuenta, para que el enlace por sí solo ' +
      'no sirva de nada.',
    otherwise:
      'Si no los ha pedido, no siga el enlace. Elija una contraseña nueva y cierre todas las ' +
      'demás sesiones.',
    short: 'Descargue sus datos de {product}: {downloadUrl}',
  },
  dataDownloaded: {
    title: 'Se han descargado sus datos',
    lead: 'Se ha descargado un archivo con los datos que {product} guarda sobre usted.',
  },
}
