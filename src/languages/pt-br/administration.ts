import type { AdministrationTexts, RefusalPartTexts } from '../translation.ts'

export const administration: AdministrationTexts = {
  consoleLate: 'A entrada demorou demais, ou começou em outro navegador. Entre de novo.',
  consoleIncomplete: 'Este endereço não está completo. Abra o console e entre a partir dele.',
  noIdentity: 'Não há identidade com este ID.',
  noSessionHere: 'Não há sessão com este ID.',
  noSessions: 'Esta identidade não tem sessões.',
  impersonationOff:
    'Sessões de outras pessoas não podem ser abertas aqui. pallas.impersonation.enabled na ' +
    'configuração permite isso.',
  impersonationDisabled: 'Esta conta está desativada, então ninguém pode ter uma sessão dela.',
  impersonationOperator: 'Esta é a conta de um operador.',
  impersonationReason:
    'É necessário um motivo de {least} a {most} caracteres. A pessoa pode lê-lo.',
  tokenName: 'Um token precisa de um nome de no máximo {most} caracteres.',
  tokenExpired: 'O token já estaria expirado.',
  noToken: 'Não há token com este ID.',
  lastAdminAccount:
    'Esta é a conta do último operador com o papel admin, e não pode ser {what}. Dê antes o ' +
    'papel a outra pessoa, ou tire-o desta.',
  lastAdmin: 'Este é o último operador com o papel admin. Dê antes este papel a outra pessoa.',
  nobodyHasAddress: 'Ninguém tem este endereço. Informe o ID de uma identidade.',
  addressUnconfirmed:
    'Este endereço não está confirmado. Se for a pessoa certa, informe o ID: {id}',
  noOperator: 'Não há operador com esta identidade.',
  operatorNeeds: 'Esta é a conta de um operador, o que exige o papel {role}.',
  roleNeeded: 'Isto exige o papel {needed}, e você tem o papel {own}.',
  roleOfToken: 'Isto exige o papel {needed}, e o token tem o papel {own}.',
  noJob: 'Não há tarefa com este ID.',
  nobodyNamed: 'Ninguém foi indicado.',
  mostPeople: 'No máximo {most} pessoas podem ser indicadas; uma busca não tem limite.',
  jobOver: 'A tarefa terminou: {state}.',
  jobLog: 'O log do servidor diz por quê.',
  jobDefect: 'Falhou por um motivo que o log do servidor informa.',
  noSchema: 'Não há esquema de identidade com este ID.',
  noCredentialType: 'Não há nada deste tipo para remover. Podem ser removidos: {types}.',
  lastWay: 'Este é o último meio pelo qual a identidade pode entrar. Não pode ser removido.',
  noCredential: 'A identidade não tem este método de entrada.',
  whichAccount:
    'O parâmetro identifier precisa dizer qual conta em qual provedor: provedor, dois-pontos, ' +
    'sujeito.',
  searchValues: 'No máximo {most} valores de atributos e metadados podem ser buscados de uma vez.',
  searchTimes:
    'O momento a partir do qual {field} conta precisa vir antes do momento em que termina.',
  searchLong: 'Isto é texto demais para uma busca.',
  searchWords: 'No máximo {most} palavras podem ser buscadas de uma vez.',
  searchTrait:
    '{field} não é um atributo que possa ser buscado. Um esquema os marca com {mark}. São ' +
    'conhecidos: {known}.',
  searchPath: '{field} precisa do caminho de um valor, como {example}.',
  searchEmpty: '{field} precisa de um texto para buscar.',
  noCall: 'Não há esta chamada na caixa de saída.',
  callWaits: 'Esta chamada ainda está por fazer.',
  noDeletion: 'Esta conta não está para ser excluída.',
  noReset: 'Nenhuma redefinição dos segundos fatores desta identidade está pendente.',
  noSecondFactor: 'A identidade não configurou nenhum segundo fator que possa ser removido.',
  noSuchAddress: 'A identidade não tem este endereço para confirmar.',
  noAddressLeft: 'Não resta nenhum endereço para confirmar.',
  recoveryByOff: 'A recuperação por {way} está desativada.',
  recoveryDisabled: 'A conta está desativada: ninguém pode recuperá-la.',
  recoveryNoAddress: 'A conta não tem endereço de recuperação.',
  noMessage: 'Não há mensagem com este ID.',
  notAbandoned: 'A mensagem não está abandonada, e sim {status}.',
  noMail: 'Não há mensagem com este ID na caixa de correio.',
  noEntry: 'Não há registro com este ID.',
  noTrial: 'Não há teste com este ID.',
  unknownHost:
    'A administração não conhece o nome de host desta requisição; os nomes pelos quais é ' +
    'chamada vão em pallas.admin.hosts.',
  otherSite: 'A administração não responde a requisições de outros sites.',
  tokenNeeded:
    'A administração pede um token: Authorization: Bearer, e um de pallas.admin.tokens ou de ' +
    'pallas tokens add.',
  tokenWrong: 'Este não é um token da administração, ou expirou.',
  providerAway: 'não está acessível',
  providerStatus: 'responde {code}',
  providerSilent: 'sem resposta em {seconds} segundos',
  databaseSilent: 'O banco de dados não responde.',
  databaseUnwritable: 'Não é possível gravar no banco de dados.',
  ending: 'O servidor está sendo desligado.',
  migrations: 'Há migrações do banco de dados pendentes: {names}. Execute {command}.',
  messageSealed: 'Está selada com uma chave que não existe mais.',
  messageAddress: 'O endereço contém caracteres que nenhum endereço tem.',
  messageSilent: 'O serviço não respondeu.',
  messageStatus: 'O serviço respondeu com o status {code}.',
  messageNoChannel: 'Nenhum canal para mensagens de texto está configurado (courier.channels).',
  wentWrong: 'Algo deu errado.',
  callNotMade: 'A chamada não pôde ser feita.',
  callStatus: 'A resposta tem o status {code}.',
  callLate: 'Não houve resposta a tempo.',
  callSilent: 'Não houve resposta.',
  callLong: 'A resposta é longa demais.',
  lineUnreadable: 'A linha não pode ser lida: {why}.',
  lineNotJson: 'A linha não é JSON, ou está aninhada fundo demais.',
  lineNoObject: 'A linha precisa ser um objeto JSON.',
  hashRefused: 'A senha com hash não pode ser aceita: {why}.',
  keyRefused: 'A chave não pode ser aceita: {why}.',
  appRefused:
    'O app de autenticação não pode ser aceito: seu endereço precisa ser otpauth://totp/… com ' +
    'um segredo em base32 de pelo menos 10 bytes e códigos de um tipo conhecido.',
  codesRefused:
    'Os códigos de reserva não podem ser aceitos: cada um precisa ter de {least} a {most} ' +
    'letras e algarismos.',
  addressesRefused:
    'Os endereços dos códigos não podem ser aceitos: são os dos atributos que o esquema prevê.',
  fieldObject: '{field} precisa ser um objeto.',
  fieldUnknown: '{field} tem uma chave desconhecida: {key}.',
  fieldTextOf: '{field} precisa ser um texto de no máximo {most} caracteres.',
  fieldText: '{field} precisa ser um texto.',
  fieldLong: '{field} passa de {most} caracteres.',
  fieldBoolean: '{field} precisa ser true ou false.',
  fieldNumber: '{field} precisa ser um número.',
  fieldOneOf: '{field} precisa ser um destes: {choices}.',
  fieldHasOne: '{field} precisa ter um destes: {choices}.',
  fieldList: '{field} precisa ser uma lista.',
  fieldEntries: '{field} tem mais de {most} itens.',
  fieldUuid: '{field} precisa ser um UUID.',
  fieldTime: '{field} precisa ser um horário conforme a RFC 3339.',
  fieldMissing: 'Falta {field}.',
  databaseFile: 'O arquivo do banco de dados não pode ser aberto.',
  messagePrivate:
    'O servidor de e-mail está em uma rede privada, o que ' +
    'clients.smtp.disallow_private_ip_ranges proíbe.',
  messageClosed: 'A conexão foi fechada.',
  templateAddress: 'O modelo não pode ser carregado de seu endereço.',
  templateLong: 'O modelo é longo demais.',
  templateUnreadable: 'O arquivo do modelo não pode ser lido.',
  templateMissing: 'O arquivo do modelo não está lá.',
  templateFolder: 'A pasta de modelos não pode ser lida.',
}

export const refusalParts: RefusalPartTexts = {
  what: {
    confirm: 'confirmá-la',
    extend: 'prolongá-la',
    console: 'entrar no console',
    report: 'relatar o que aconteceu',
    data: 'levar os dados da conta',
    credentials: 'alterar credenciais ou endereços',
    delete: 'excluir a conta',
    deleted: 'excluída',
    disabled: 'desativada',
  },
  kind: {
    login: 'entrada',
    registration: 'cadastro',
    settings: 'configurações',
    recovery: 'recuperação',
    verification: 'confirmação',
  },
  subject: {
    identifier: 'O identificador',
    verifiable: 'O endereço a confirmar',
    recovery: 'O endereço de recuperação',
    external: 'O ID externo',
    id: 'O ID',
  },
  state: {
    done: 'concluída',
    cancelled: 'cancelada',
    failed: 'falhou',
  },
  status: {
    queued: 'na fila',
    processing: 'em envio',
    sent: 'enviada',
  },
  way: {
    code: 'código',
    link: 'link',
  },
  field: {
    body: 'O conteúdo',
  },
  why: {
    hash: 'não é de nenhum tipo conhecido',
    cost: '{field} ({meaning}) é {value}, mais que {most}',
    utf8: 'não está em UTF-8',
    endless: 'a lista não tem fim',
    long: 'passa de {most} bytes',
    handle: 'user_handle precisa ser base64 de 1 a 64 bytes',
    twice: 'duas chaves têm o mesmo ID',
    id: 'o ID precisa ser base64',
    count: 'sign_count precisa ser um inteiro de 32 bits',
    key: 'public_key precisa ser uma chave COSE de um algoritmo conhecido, em base64',
  },
}
