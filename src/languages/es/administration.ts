import type { AdministrationTexts, RefusalPartTexts } from '../translation.ts'

export const administration: AdministrationTexts = {
  consoleLate:
    'El inicio de sesión tardó demasiado, o empezó en otro navegador. Inicie sesión de nuevo.',
  consoleIncomplete: 'Esta dirección no está completa. Abra la consola e inicie sesión desde allí.',
  noIdentity: 'No hay ninguna identidad con este ID.',
  noSessionHere: 'No hay ninguna sesión con este ID.',
  noSessions: 'Esta identidad no tiene sesiones.',
  impersonationOff:
    'Aquí no se pueden abrir sesiones de otras personas. Lo permite ' +
    'pallas.impersonation.enabled en la configuración.',
  impersonationDisabled:
    'Esta cuenta está desactivada, así que nadie puede tener una sesión de ella.',
  impersonationOperator: 'Esta es la cuenta de un operador.',
  impersonationReason:
    'Hace falta un motivo de {least} a {most} caracteres. La persona puede leerlo.',
  tokenName: 'Un token necesita un nombre de como máximo {most} caracteres.',
  tokenExpired: 'El token ya habría caducado.',
  noToken: 'No hay ningún token con este ID.',
  lastAdminAccount:
    'Esta es la cuenta del último operador con el rol admin, y no puede ser {what}. Dé antes el ' +
    'rol a otra persona, o quíteselo a esta.',
  lastAdmin: 'Este es el último operador con el rol admin. Dé antes este rol a otra persona.',
  nobodyHasAddress: 'Nadie tiene esta dirección. Indique el ID de una identidad.',
  addressUnconfirmed:
    'Esta dirección no está confirmada. Si es la persona correcta, indique el ID: {id}',
  noOperator: 'No hay ningún operador con esta identidad.',
  operatorNeeds: 'Esta es la cuenta de un operador, para lo que hace falta el rol {role}.',
  roleNeeded: 'Hace falta el rol {needed}, y usted tiene el rol {own}.',
  roleOfToken: 'Hace falta el rol {needed}, y el token tiene el rol {own}.',
  noJob: 'No hay ningún trabajo con este ID.',
  nobodyNamed: 'No se nombra a nadie.',
  mostPeople: 'Se puede nombrar como máximo a {most} personas; una búsqueda no tiene límite.',
  jobOver: 'El trabajo ha terminado: {state}.',
  jobLog: 'El registro del servidor dice por qué.',
  jobDefect: 'Falló por un motivo que indica el registro del servidor.',
  noSchema: 'No hay ningún esquema de identidad con este ID.',
  noCredentialType: 'No hay nada de este tipo que quitar. Se pueden quitar: {types}.',
  lastWay: 'Es la última forma en que la identidad puede iniciar sesión. No se puede quitar.',
  noCredential: 'La identidad no tiene este método de inicio de sesión.',
  whichAccount:
    'El parámetro identifier debe decir qué cuenta de qué proveedor: proveedor, dos puntos, ' +
    'sujeto.',
  searchValues: 'Se pueden buscar como máximo {most} valores de atributos y metadatos a la vez.',
  searchTimes:
    'El momento desde el que cuenta {field} debe ser anterior al momento en que termina.',
  searchLong: 'Es demasiado texto para una búsqueda.',
  searchWords: 'Se pueden buscar como máximo {most} palabras a la vez.',
  searchTrait:
    '{field} no es un atributo que se pueda buscar. Un esquema los marca con {mark}. Se ' +
    'conocen: {known}.',
  searchPath: '{field} necesita la ruta a un valor, como {example}.',
  searchEmpty: '{field} necesita un texto que buscar.',
  noCall: 'No existe esta llamada en la bandeja de salida.',
  callWaits: 'Esta llamada aún está por hacer.',
  noDeletion: 'Esta cuenta no se va a eliminar.',
  noReset: 'No hay ningún restablecimiento pendiente de los segundos factores de esta identidad.',
  noSecondFactor: 'La identidad no ha configurado ningún segundo factor que se pueda quitar.',
  noSuchAddress: 'La identidad no tiene esa dirección para confirmar.',
  noAddressLeft: 'No queda ninguna dirección por confirmar.',
  recoveryByOff: 'La recuperación por {way} está desactivada.',
  recoveryDisabled: 'La cuenta está desactivada: nadie puede recuperarla.',
  recoveryNoAddress: 'La cuenta no tiene dirección de recuperación.',
  noMessage: 'No hay ningún mensaje con este ID.',
  notAbandoned: 'El mensaje no está abandonado, sino {status}.',
  noMail: 'En el buzón no hay ningún mensaje con este ID.',
  noEntry: 'No hay ninguna entrada con este ID.',
  noTrial: 'No hay ninguna prueba con este ID.',
  unknownHost:
    'La administración no conoce el nombre de host de esta petición; los nombres con que se la ' +
    'llama van en pallas.admin.hosts.',
  otherSite: 'La administración no responde a peticiones de otros sitios web.',
  tokenNeeded:
    'La administración pide un token: Authorization: Bearer, y uno de pallas.admin.tokens o de ' +
    'pallas tokens add.',
  tokenWrong: 'Este no es un token de la administración, o ha caducado.',
  providerAway: 'no se puede acceder a él',
  providerStatus: 'responde {code}',
  providerSilent: 'sin respuesta en {seconds} segundos',
  databaseSilent: 'La base de datos no responde.',
  databaseUnwritable: 'No se puede escribir en la base de datos.',
  ending: 'El servidor se está apagando.',
  migrations: 'Hay migraciones de la base de datos pendientes: {names}. Ejecute {command}.',
  messageSealed: 'Está sellado con una clave que ya no existe.',
  messageAddress: 'La dirección contiene caracteres que ninguna dirección tiene.',
  messageSilent: 'El servicio no respondió.',
  messageStatus: 'El servicio respondió con el estado {code}.',
  messageNoChannel: 'No hay ningún canal configurado para mensajes de texto (courier.channels).',
  wentWrong: 'Algo ha fallado.',
  callNotMade: 'La llamada no se pudo hacer.',
  callStatus: 'La respuesta tiene el estado {code}.',
  callLate: 'No hubo respuesta a tiempo.',
  callSilent: 'No hubo respuesta.',
  callLong: 'La respuesta es demasiado larga.',
  lineUnreadable: 'La línea no se puede leer: {why}.',
  lineNotJson: 'La línea no es JSON, o está anidada con demasiada profundidad.',
  lineNoObject: 'La línea debe ser un objeto JSON.',
  hashRefused: 'No se puede tomar la contraseña con hash: {why}.',
  keyRefused: 'No se puede tomar la llave: {why}.',
  appRefused:
    'No se puede tomar la aplicación de autenticación: su dirección debe ser otpauth://totp/… ' +
    'con un secreto en base32 de al menos 10 bytes y códigos de un tipo conocido.',
  codesRefused:
    'No se pueden tomar los códigos de respaldo: cada uno debe tener de {least} a {most} letras ' +
    'y cifras.',
  addressesRefused:
    'No se pueden tomar las direcciones de los códigos: son las de los atributos que el esquema ' +
    'tiene para ello.',
  fieldObject: '{field} debe ser un objeto.',
  fieldUnknown: '{field} tiene una clave desconocida: {key}.',
  fieldTextOf: '{field} debe ser un texto de como máximo {most} caracteres.',
  fieldText: '{field} debe ser un texto.',
  fieldLong: '{field} tiene más de {most} caracteres.',
  fieldBoolean: '{field} debe ser true o false.',
  fieldNumber: '{field} debe ser un número.',
  fieldOneOf: '{field} debe ser uno de estos: {choices}.',
  fieldHasOne: '{field} debe tener uno de estos: {choices}.',
  fieldList: '{field} debe ser una lista.',
  fieldEntries: '{field} tiene más de {most} entradas.',
  fieldUuid: '{field} debe ser un UUID.',
  fieldTime: '{field} debe ser una hora según RFC 3339.',
  fieldMissing: 'Falta {field}.',
  databaseFile: 'El archivo de la base de datos no se puede abrir.',
  messagePrivate:
    'El servidor de correo está en una red privada, lo que prohíbe ' +
    'clients.smtp.disallow_private_ip_ranges.',
  messageClosed: 'La conexión se cerró.',
  templateAddress: 'La plantilla no se puede cargar desde su dirección.',
  templateLong: 'La plantilla es demasiado larga.',
  templateUnreadable: 'El archivo de la plantilla no se puede leer.',
  templateMissing: 'El archivo de la plantilla no está.',
  templateFolder: 'La carpeta de plantillas no se puede leer.',
}

export const refusalParts: RefusalPartTexts = {
  what: {
    confirm: 'confirmarla',
    extend: 'prolongarla',
    console: 'iniciar sesión en la consola',
    report: 'notificar lo ocurrido',
    data: 'llevarse los datos de la cuenta',
    credentials: 'cambiar credenciales ni direcciones',
    delete: 'eliminar la cuenta',
    deleted: 'eliminada',
    disabled: 'desactivada',
  },
  kind: {
    login: 'inicio de sesión',
    registration: 'registro',
    settings: 'ajustes',
    recovery: 'recuperación',
    verification: 'confirmación',
  },
  subject: {
    identifier: 'El identificador',
    verifiable: 'La dirección por confirmar',
    recovery: 'La dirección de recuperación',
    external: 'El ID externo',
    id: 'El ID',
  },
  state: {
    done: 'hecho',
    cancelled: 'cancelado',
    failed: 'fallido',
  },
  status: {
    queued: 'en cola',
    processing: 'enviándose',
    sent: 'enviado',
  },
  way: {
    code: 'código',
    link: 'enlace',
  },
  field: {
    body: 'El contenido',
  },
  why: {
    hash: 'no es de ningún tipo conocido',
    cost: '{field} ({meaning}) es {value}, más que {most}',
    utf8: 'no está en UTF-8',
    endless: 'la lista no tiene fin',
    long: 'ocupa más de {most} bytes',
    handle: 'user_handle debe ser base64 de 1 a 64 bytes',
    twice: 'dos llaves tienen el mismo ID',
    id: 'el ID debe ser base64',
    count: 'sign_count debe ser un entero de 32 bits',
    key: 'public_key debe ser una clave COSE de un algoritmo conocido, en base64',
  },
}
