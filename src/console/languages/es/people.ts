// Español: las páginas sobre personas.
import type { ConsoleTexts } from '../areas.ts'
import { sayIn } from '../say.ts'

const { counted, number, megabytes } = sayIn('es')

export const people: ConsoleTexts['people'] = {
  columns: 'Columnas',
  columnNames: {
    state: 'Estado',
    schema: 'Esquema',
    identifier: 'Inicia sesión con',
    external_id: 'ID externo',
    organization: 'Organización',
    id: 'ID',
    last_sign_in: 'Último inicio de sesión',
    created: 'Creación',
    updated: 'Modificación',
  },
  sortBy: (column) => `Ordenar por «${column}»`,
  choose: (name) => `Seleccionar ${name}`,
  many: 'Hacerlo con muchas',
  action: 'Acción',
  who: 'Con quién',
  chosen: 'Las seleccionadas arriba',
  all: (count) =>
    count === undefined ? 'Todas las encontradas' : `Todas las encontradas: ${count}`,
  everybody: (count) => (count === undefined ? 'Todas' : `Todas: ${count}`),
  next: 'Continuar…',
  export: 'Exportar',
  format: 'Formato',
  formats: { jsonl: 'Líneas JSON', csv: 'CSV' },
}

export const person: ConsoleTexts['person'] = {
  leavesOn: 'La cuenta se eliminará el',
  keepAccount: 'Conservar la cuenta',
  leave: 'Eliminar después del plazo',
  tabs: 'Persona',
  profile: 'Perfil',
  signIn: 'Inicio de sesión',
  sessions: 'Sesiones',
  activity: 'Actividad',
  json: 'JSON',
  id: 'ID',
  externalId: 'ID externo',
  organization: 'Organización',
  created: 'Creación',
  updated: 'Modificación',
  stateSince: 'desde',
  traits: 'Atributos',
  save: 'Guardar',
  noSchema:
    'El esquema de esta persona ya no está configurado. Los atributos no se pueden cambiar.',
  consents: 'Condiciones y consentimientos',
  consentsLead: 'Lo que la persona ha aceptado o retirado, lo más reciente primero.',
  accepted: 'Aceptado',
  takenBack: 'Retirado',
  versionOf: (version: string) => `Versión ${version}`,
  addresses: 'Direcciones',
  addressesLead: 'Resultan de los atributos.',
  noAddresses: 'Los atributos no tienen ninguna dirección que verificar ni para la recuperación.',
  address: 'Dirección',
  verified: 'Verificada',
  unverified: 'Sin verificar',
  recovery: 'Para la recuperación',
  verify: 'Contar como verificada',
  unverify: 'Contar como no verificada',
  send: 'Enviar verificación',
  messages: 'Mensajes',
  state: 'Cuenta',
  disable: 'Desactivar',
  disableLead:
    'Una cuenta desactivada queda como está, pero nadie puede iniciar sesión y sus sesiones quedan en suspenso.',
  enable: 'Activar',
  delete: 'Eliminar',
  deleteLead:
    'Elimina la cuenta con sus métodos de inicio de sesión, sesiones y flujos, para siempre.',
  deleteTitle: (name) => `¿Eliminar ${name}?`,
  deleteFacts:
    'Lo eliminado no se puede restaurar. Para que alguien no entre, desactive la cuenta.',
  deleteButton: 'Eliminar para siempre',
  keep: 'Conservar la cuenta',
  methods: 'Métodos de inicio de sesión',
  noMethods: 'Todavía no hay forma de iniciar sesión con esta cuenta.',
  method: 'Método',
  identifiers: 'Identificadores',
  since: 'Desde',
  unset: 'Sin configurar',
  remove: 'Quitar',
  recover: 'Recuperación',
  recoverLead: 'Deja entrar a la persona sin un mensaje. No se lo dé a nadie más: abre la cuenta.',
  makeCode: 'Crear un código',
  makeLink: 'Crear un enlace',
  codeTitle: 'Código de recuperación',
  linkTitle: 'Enlace de recuperación',
  shownOnce: 'Solo se muestra ahora. Sirve una vez y no sustituye a ningún otro.',
  code: 'Código',
  link: 'Enlace',
  codePage: 'Se introduce en',
  expires: 'Válido hasta',
  backToPerson: 'Volver a la persona',
  support: {
    title: 'Ver lo que ve esta persona',
    lead:
      'Abre durante unos minutos una sesión de esta persona en la que no se pueden cambiar credenciales ' +
      'ni direcciones. La persona puede ver que estuvo abierta, y el motivo.',
    reason: 'Motivo',
    make: 'Crear un enlace',
    shownOnce:
      'Sirve una vez, durante un minuto. Ábralo en una ventana privada para mantener su propia sesión.',
  },
  factors: 'Segundos factores',
  noFactors: 'No hay ningún segundo factor configurado.',
  hasFactors: 'Hay segundos factores configurados.',
  factorsLead:
    'Para quien los ha perdido. Se avisa a la persona, que puede impedirlo hasta que venza el plazo.',
  reset: 'Restablecer segundos factores',
  resetDue: 'Hay un restablecimiento pendiente. Se llevará a cabo',
  cancelReset: 'Cancelar el restablecimiento',
  devices: 'Dispositivos recordados',
  noDevices: 'No se recuerda ningún dispositivo.',
  forget: 'Olvidar todos los dispositivos',
  device: 'Dispositivo',
  endAll: 'Cerrar todas las sesiones',
  noSessions: 'Ninguna sesión',
  noSessionsHint: 'Empiezan cuando la persona inicia sesión.',
  methodNames: {
    password: 'Contraseña',
    code: 'Código por mensaje',
    totp: 'Aplicación de autenticación',
    lookup_secret: 'Códigos de respaldo',
    webauthn: 'Llaves de seguridad',
    passkey: 'Claves de acceso',
    oidc: 'Inicio con proveedor',
    saml: 'SAML',
    profile: 'Perfil',
    link_recovery: 'Enlace de recuperación',
    code_recovery: 'Código de recuperación',
  },
}

export const activity: ConsoleTexts['activity'] = {
  show: 'Mostrar',
  shows: { all: 'Todo', about: 'Hecho a la persona', by: 'Hecho por la persona' },
  none: 'Ninguna entrada',
  noneHint: 'Aquí aparece lo que cambia la cuenta, una credencial o una sesión de la persona.',
  trail: 'En el registro de auditoría',
}

export const personMessages: ConsoleTexts['personMessages'] = {
  lead: 'Mensajes a las direcciones que la cuenta tiene ahora:',
  noAddresses: 'La cuenta no tiene ninguna dirección a la que se envíen mensajes.',
  none: 'Ningún mensaje',
  noneHint:
    'Los mensajes a la persona aparecen cuando los flujos envían códigos, enlaces y avisos.',
}

export const newPerson: ConsoleTexts['newPerson'] = {
  title: 'Nueva persona',
  schema: 'Esquema',
  chooseSchema: 'Mostrar el formulario',
  traits: 'Atributos',
  account: 'Cuenta',
  password: 'Contraseña',
  passwordHint: 'Opcional. Es mejor que la elija la persona: invítela.',
  state: 'Estado',
  verified: 'Las direcciones cuentan como verificadas',
  invite: 'Cómo entra la persona',
  inviteHint:
    'Con un enlace o un código, la persona llega a los ajustes y elige cómo iniciar sesión.',
  invites: {
    none: 'Sin aviso: con la contraseña, o más tarde',
    send: 'Con un enlace de recuperación que se envía a la primera dirección',
    link: 'Con un enlace de recuperación que se le muestra a usted una vez',
    code: 'Con un código de recuperación que se le muestra a usted una vez',
  },
  create: 'Crear',
  notInvited: 'La cuenta está creada, y no se ha avisado a nadie',
  notInvitedLead: 'No se ha podido crear la invitación:',
  toPerson: 'A la persona',
  done: {
    created: 'La cuenta está creada.',
    invited: 'La cuenta está creada, y un enlace va en camino a la persona.',
  },
}

export const imports: ConsoleTexts['imports'] = {
  title: 'Importar personas',
  lead:
    'Un archivo como lo lee pallas identities import: líneas JSON, un array JSON o CSV cuya primera fila ' +
    'nombra las columnas por sus rutas, como traits.email y schema_id.',
  limits: (people, bytes, passwords) =>
    `Hasta ${number(people)} personas en ${megabytes(bytes)}, de ellas hasta ${number(passwords)} con ` +
    'una contraseña que todavía no es un hash. Para más, use la línea de comandos:',
  command: (file) => `pallas identities import -c kratos.yml ${file}`,
  file: 'Archivo',
  check: 'Comprobar el archivo',
  checkHint: 'Con esto no se guarda nada: primero verá lo que se crearía.',
  report: (name) => `Lo que crearía ${name}`,
  result: (name) => `Lo que ha creado ${name}`,
  wouldBeMade: 'Se crearían',
  made: 'Creadas',
  existing: 'Ya existen',
  wrong: 'Con errores',
  existingHint: 'Su ID o ID externo ya existe: quedan como están.',
  notStored: 'Todavía no se ha guardado nada.',
  nothing: 'En el archivo no hay nadie que crear.',
  stored:
    'Cada una de estas personas se ha guardado por completo. De una línea con errores no se guarda nada.',
  wrongCaption: 'Líneas con errores',
  madeCaption: 'Personas del archivo',
  line: 'Línea',
  lineHint: 'Las líneas se cuentan desde 1; en un array JSON se cuentan las personas.',
  reason: 'Por qué',
  person: 'Persona',
  schema: 'Esquema',
  state: 'Estado',
  firstOnes: (count) => `Se muestran las primeras ${number(count)}.`,
  import: (count, wrong) =>
    counted(count, { one: 'Importar # persona', other: 'Importar # personas' }) +
    (wrong === 0 ? '' : counted(wrong, { one: ', omitir # línea', other: ', omitir # líneas' })),
  another: 'Otro archivo',
  toPeople: 'A las personas',
  noFile: 'Elija primero un archivo.',
  empty: 'En este archivo no hay nadie.',
  tooLarge: (bytes) => `El archivo supera los ${megabytes(bytes)}.`,
  tooMany: (people) => `En el archivo hay más de ${number(people)} personas.`,
  tooManyPasswords: (count) =>
    `Más de ${number(count)} personas del archivo tienen una contraseña que todavía no es un hash.`,
  refused: 'Este archivo es para la línea de comandos',
  refusedLead: 'No se ha guardado nada. Use:',
}
