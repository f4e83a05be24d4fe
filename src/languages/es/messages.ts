import type { MessageTexts, WordTexts } from '../translation.ts'

const expired = 'Este formulario estuvo abierto demasiado tiempo. Aquí tiene uno nuevo.'
const wrongCode = 'Este código es incorrecto o ya se ha usado.'

export const messages: MessageTexts = {
  'node.password': 'Contraseña',
  'node.save': 'Guardar cambios',
  'node.identifier': 'Su nombre de usuario',
  'node.submit': 'Enviar',
  'node.verify-code': 'Código que muestra la aplicación',
  'node.email': 'Correo electrónico',
  'node.resend': 'Enviar un código nuevo',
  'node.continue': 'Continuar',
  'node.recovery-code': 'Código de recuperación',
  'node.verification-code': 'Código de confirmación',
  'node.registration-code': 'Código de registro',
  'node.login-code': 'Código de inicio de sesión',
  'node.proof-of-work': 'Un breve cálculo de este dispositivo',
  'node.recovery-address': 'Dirección de su cuenta',
  'node.email-or-phone': 'Correo electrónico o número de teléfono',
  'node.phone-number': 'Número de teléfono',

  'login.sign-in': 'Iniciar sesión',
  'login.with-provider': 'Iniciar sesión con {provider}',
  'login.confirm': 'Confirme su identidad.',
  'login.second-factor': 'Un paso más: confirme su identidad con su segundo factor.',
  'login.totp-code': 'Código de su aplicación de autenticación',
  'login.lookup-code': 'Código de respaldo',
  'login.use-key': 'Iniciar sesión con una llave de seguridad',
  'login.use-totp': 'Seguir con la aplicación',
  'login.use-lookup': 'Seguir con un código de respaldo',
  'login.key-ready': 'Prepare su llave de seguridad y continúe.',
  'login.go-on': 'Continuar',
  'login.code-sent':
    'Le hemos enviado un código. Escríbalo aquí; si no tiene cuenta con esta dirección, no llegará ninguno.',
  'login.remember-device': 'No volver a pedirlo en este dispositivo durante un tiempo',
  'login.terms': 'Antes de continuar, lea estas condiciones e indique si las acepta.',
  'login.terms-of': 'Acepto las condiciones de la versión {version}',
  'login.read-terms': 'Leer la versión {version}',
  'login.accept-terms': 'Guardar y continuar',
  'login.second-code-sent': 'Le hemos enviado un código. Escríbalo aquí.',
  'login.code-sent-to-own': 'Hemos enviado un código a la dirección de su cuenta. Escríbalo aquí.',
  'login.send-code-to': 'Enviar un código a {address}',
  'login.send-code': 'Recibir un código para iniciar sesión',
  'login.use-passkey': 'Iniciar sesión con una llave de acceso',
  'login.sign-in-with-password': 'Iniciar sesión con su contraseña',
  'login.link':
    '{identifier} ya tiene una cuenta aquí. Inicie sesión en ella para vincularla con {provider}.',
  'login.confirm-with-provider': 'Confirmar con {provider}',
  'login.expired': expired,
  'login.no-method': 'Elija una forma de iniciar sesión.',
  'login.completed': 'Ya ha iniciado sesión con este formulario.',
  'login.code-wrong': wrongCode,
  'login.account-disabled':
    'Esta cuenta está desactivada. Consulte a los responsables del servicio.',
  'login.linked-to-another':
    'Esta no es la cuenta que se iba a vincular. Inicie sesión en aquella.',
  'login.unknown-address':
    'No se pueden enviar a esta dirección códigos para su segundo paso. Elija otra.',

  'registration.sign-up': 'Crear cuenta',
  'registration.with-provider': 'Registrarse con {provider}',
  'registration.continue': 'Continuar',
  'registration.use-key': 'Registrarse con una llave de seguridad',
  'registration.code-sent': 'Le hemos enviado un código. Escríbalo aquí para terminar.',
  'registration.send-code': 'Recibir un código para registrarse',
  'registration.use-passkey': 'Registrarse con una llave de acceso',
  'registration.back': 'Volver',
  'registration.choose-credential': '¿Cómo quiere iniciar sesión a partir de ahora?',
  'registration.no-method': 'Elija una forma de registrarse.',
  'registration.expired': expired,
  'registration.completed': 'Ya se ha creado una cuenta con este formulario.',
  'registration.code-wrong': wrongCode,

  'settings.forget-devices': {
    one: 'Volver a pedir el segundo paso en el dispositivo recordado',
    other: 'Volver a pedir el segundo paso en los {count} dispositivos recordados',
  },
  'settings.saved': 'Sus cambios se han guardado.',
  'settings.link-provider': 'Vincular {provider}',
  'settings.unlink-provider': 'Desvincular {provider}',
  'settings.remove-totp': 'Eliminar la aplicación de autenticación',
  'settings.totp-qr': 'Escanee esta imagen con su aplicación de autenticación',
  'settings.reveal-lookup': 'Mostrar mis códigos de respaldo',
  'settings.new-lookup': 'Crear códigos de respaldo nuevos',
  'settings.lookup-codes-label':
    'Sus códigos de respaldo. Cada uno sirve una vez; guárdelos donde solo usted los encuentre',
  'settings.confirm-lookup': 'Los he anotado',
  'settings.add-key': 'Añadir una llave de seguridad',
  'settings.key-name': 'Nombre de la llave de seguridad',
  'settings.turn-off': 'Desactivar',
  'settings.totp-secret-label': 'O escriba esta clave',
  'settings.remove-key': 'Eliminar la llave de seguridad {displayName}, añadida el {date}',
  'settings.add-passkey': 'Añadir una llave de acceso',
  'settings.remove-passkey': 'Eliminar la llave de acceso {displayName}, añadida el {date}',
  'settings.no-method': 'Elija qué quiere cambiar.',
  'settings.one-address': 'Cambie una dirección cada vez. Cada una nueva debe confirmarse antes.',
  'settings.expired': expired,

  'recovery.done':
    'Ya está dentro. Establezca ahora una contraseña nueva, u otra forma de iniciar sesión.',
  'recovery.link-sent':
    'Si esta dirección pertenece a una cuenta, le hemos enviado un mensaje con un enlace.',
  'recovery.code-sent':
    'Si esta dirección pertenece a una cuenta, le hemos enviado un mensaje con un código.',
  'recovery.code-sent-to':
    'Si {address} pertenece a una cuenta, le hemos enviado un mensaje con un código.',
  'recovery.confirm-address': 'Escriba la dirección completa.',
  'recovery.choose-address': '¿Adónde enviamos el código?',
  'recovery.back': 'Volver',
  'recovery.no-method': 'Elija una forma de recuperar su cuenta.',
  'recovery.completed': 'Esta recuperación ya ha terminado. Aquí tiene un formulario nuevo.',
  'recovery.start-again': 'No ha funcionado. Empiece de nuevo.',
  'recovery.link-wrong': 'Este enlace es incorrecto o ya se ha usado. Pida uno nuevo.',
  'recovery.expired': expired,
  'recovery.code-wrong': wrongCode,

  'verification.link-sent':
    'Hemos enviado un mensaje con un enlace a esta dirección, si es conocida aquí.',
  'verification.done': 'Gracias. Esta dirección es suya.',
  'verification.code-sent':
    'Hemos enviado un mensaje con un código a esta dirección, si es conocida aquí.',
  'verification.text-sent':
    'Hemos enviado un SMS con un código a este número, si es conocido aquí.',
  'verification.phone-done': 'Gracias. Este número de teléfono es suyo.',
  'verification.no-method': 'Elija una forma de confirmar su dirección.',
  'verification.link-wrong':
    'Este enlace es incorrecto o ya se ha usado. Si lo usó usted, su dirección está confirmada; si no, pida uno ' +
    'nuevo.',
  'verification.completed': 'Esta dirección ya está confirmada. Aquí tiene un formulario nuevo.',
  'verification.start-again': 'No ha funcionado. Empiece de nuevo.',
  'verification.expired': expired,
  'verification.code-wrong': wrongCode,

  'validation.required': 'Rellene {property}.',
  'validation.empty': 'Rellene {property}.',
  'validation.too-short': {
    one: 'Al menos {count} carácter; aquí hay {actual_length}.',
    other: 'Al menos {count} caracteres; aquí hay {actual_length}.',
  },
  'validation.pattern': 'No está escrito como debería.',
  'validation.password-policy': 'Esta contraseña no se puede usar: {reason}.',
  'validation.invalid-credentials':
    'No coincide. Revise lo que ha escrito, sobre todo la contraseña.',
  'validation.identifier-taken': 'Ya hay una cuenta con esta dirección, este número o este nombre.',
  'validation.totp-wrong': 'Este código no es correcto o ya se ha usado. Espere al siguiente.',
  'validation.key-wrong': 'Esta llave no coincide. Inténtelo de nuevo o use otra.',
  'validation.no-identifier':
    'Nada de esto serviría para iniciar sesión más tarde. Rellene los campos que le identifican.',
  'validation.address-not-verified': 'Confirme su dirección antes de iniciar sesión.',
  'validation.no-totp': 'Esta cuenta no tiene ninguna aplicación de autenticación.',
  'validation.lookup-used': 'Este código de respaldo ya se ha usado. Use otro.',
  'validation.no-webauthn': 'Esta cuenta no tiene ninguna llave de seguridad.',
  'validation.no-key': 'Aquí no hay ninguna cuenta que use esta llave.',
  'validation.no-lookup': 'Esta cuenta no tiene códigos de respaldo.',
  'validation.lookup-wrong': 'No es ninguno de sus códigos de respaldo.',
  'validation.too-long': {
    one: 'Como máximo {count} carácter; aquí hay {actual_length}.',
    other: 'Como máximo {count} caracteres; aquí hay {actual_length}.',
  },
  'validation.minimum': 'Debe ser {minimum} o más.',
  'validation.exclusive-minimum': 'Debe ser más de {minimum}.',
  'validation.maximum': 'Debe ser {maximum} o menos.',
  'validation.exclusive-maximum': 'Debe ser menos de {maximum}.',
  'validation.multiple-of': 'Debe ser un múltiplo de {base}.',
  'validation.too-many-items': 'Como máximo {max_items} entradas; aquí hay {actual_items}.',
  'validation.too-few-items': 'Al menos {min_items} entradas; aquí hay {actual_items}.',
  'validation.unique-items': 'Las entradas {first} y {second} son iguales.',
  'validation.type': 'Debe ser de este tipo: {types}.',
  'validation.taken-at-provider':
    'Ya hay una cuenta con estos datos. Inicie sesión en ella, o recupérela, y vincúlela allí.',
  'validation.taken-with-hints':
    'Ya hay una cuenta para {credential_identifier_hint}. Puede iniciar sesión con {ways}.',
  'validation.constant': 'Debe ser {expected}.',
  'validation.constant-hidden': 'No es el valor que debe ser.',
  'validation.password-similar': 'Esta contraseña se parece demasiado a su nombre de usuario.',
  'validation.password-too-short': {
    one: 'Una contraseña necesita al menos {count} carácter; esta tiene {actual_length}.',
    other: 'Una contraseña necesita al menos {count} caracteres; esta tiene {actual_length}.',
  },
  'validation.password-too-long':
    'Una contraseña puede tener como máximo {max_length} bytes; esta tiene {actual_length}.',
  'validation.password-breached': 'Esta contraseña figura en filtraciones de datos. Elija otra.',
  'validation.code-unknown-account': 'Aquí no hay ninguna cuenta que inicie sesión con un código.',
  'validation.traits-changed':
    'Algo en el formulario ya no es como cuando se envió el código. Empiece de nuevo.',
  'validation.unknown-account': 'Aquí no hay ninguna cuenta con una forma de iniciar sesión.',
  'validation.work-needed':
    'Ha habido demasiados intentos. Inténtelo de nuevo: su dispositivo hará un breve cálculo. Si no puede, ' +
    'espere unos minutos.',
  'validation.password-unchanged': 'Esta es la contraseña que ya tiene.',
  'validation.not-an-email': 'No es una dirección de correo electrónico.',
  'validation.not-a-phone-number': 'No es un número de teléfono.',

  'system.internal': 'Algo ha fallado por nuestra parte. Inténtelo de nuevo.',
  'system.no-method': 'Aquí no hay ninguna forma de iniciar sesión activada.',
}

export const words: WordTexts = {
  takenWithoutHints:
    'Ya hay una cuenta para {credential_identifier_hint}. Inicie sesión en ella, o recupérela.',
  ways: {
    password: 'su contraseña',
    code: 'un código',
    webauthn: 'su llave de seguridad',
    passkey: 'su llave de acceso',
  },
  types: {
    string: 'texto',
    number: 'número',
    integer: 'número entero',
    boolean: 'sí o no',
    array: 'lista',
    object: 'grupo',
    null: 'vacío',
  },
  unexplained: 'Revise lo que ha escrito.',
  reasons: {
    'password-words': 'es poco más que sus propios datos o el nombre de este servicio',
    'password-common': 'la usa mucha gente. Elija otra',
    'password-unchecked':
      'no se pudo comparar con la lista de contraseñas filtradas. Inténtelo de nuevo',
    'web-address': 'No es una dirección web.',
    date: 'No es una fecha como 2024-12-31.',
    time: 'No es una hora como 12:30:00Z.',
    'date-time': 'No es una fecha con hora como 2024-12-31T12:30:00Z.',
    email: 'Escriba una dirección de correo electrónico.',
    phone: 'Escriba un número de teléfono que empiece por + y el prefijo del país.',
    choice: 'Debe ser uno de estos valores: {choices}.',
    'too-many-entries': 'Aquí hay más entradas de las permitidas.',
    'more-needed': 'Aquí hay que rellenar más.',
    'not-allowed': 'Este valor no está permitido aquí.',
    'many-tries-moment':
      'Ha habido demasiados intentos fallidos. Inténtelo de nuevo en un momento.',
    'many-tries': {
      one: 'Ha habido demasiados intentos fallidos. Inténtelo de nuevo dentro de {count} minuto.',
      other:
        'Ha habido demasiados intentos fallidos. Inténtelo de nuevo dentro de {count} minutos.',
    },
    'many-messages-moment': 'Se han pedido demasiados mensajes. Inténtelo de nuevo en un momento.',
    'many-messages': {
      one: 'Se han pedido demasiados mensajes. Inténtelo de nuevo dentro de {count} minuto.',
      other: 'Se han pedido demasiados mensajes. Inténtelo de nuevo dentro de {count} minutos.',
    },
    'wrong-codes-ask': 'Ha habido demasiados códigos incorrectos. Pida uno nuevo.',
    'wrong-codes-start': 'Ha habido demasiados códigos incorrectos. Empiece de nuevo.',
    'message-sent-already':
      'Este formulario ya ha enviado su mensaje. Empiece de nuevo si necesita otro.',
    'not-sent-on':
      'Ha funcionado, pero no podemos llevarle más lejos: la dirección prevista no está permitida.',
    'address-proved': 'Ya ha demostrado que esta dirección es suya. Use otro segundo factor.',
    'another-account': 'Ha iniciado sesión con otra cuenta; aquí solo se puede confirmar aquella.',
    'signed-in-already': 'Ya ha iniciado sesión. Ciérrela primero.',
    'provider-refused': 'No ha permitido que {provider} nos diga quién es usted.',
    'provider-failed': '{provider} no ha podido decirnos quién es usted ({error}).',
    'provider-silent':
      '{provider} no responde en este momento. Inténtelo más tarde, o de otra forma.',
    'provider-not-accepted': 'Lo que {provider} dice de usted no permite entrar aquí.',
    'provider-unnamed': 'Indique qué cuenta quiere vincular o desvincular.',
    'last-way-provider':
      'Es su última forma de iniciar sesión. Establezca antes una contraseña, o vincule otra cuenta.',
    'last-way-key':
      'Es su última forma de iniciar sesión. Establezca antes una contraseña, o añada otra llave.',
    'key-not-added':
      'Esta llave no se pudo añadir. Vuelva a cargar la página e inténtelo otra vez.',
    'key-there': 'Esta llave ya está configurada.',
    'key-answer': 'No es la respuesta de una llave de acceso ni de seguridad. Inténtelo de nuevo.',
    'app-there': 'Ya hay una aplicación de autenticación. Elimínela antes de configurar otra.',
    'app-key-gone':
      'La clave de la aplicación de autenticación ya no está en este formulario. Use la nueva.',
    'no-codes': 'Todavía no hay códigos de respaldo. Cree códigos nuevos.',
    'no-new-codes': 'No hay códigos de respaldo nuevos que confirmar. Cree códigos nuevos.',
  },
}
