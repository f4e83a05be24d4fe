import type { MailTexts } from '../mail-texts.ts'

export const ptBr: MailTexts = {
  space: ' ',
  colon: ': ',
  minutes: { one: '{count} minuto', other: '{count} minutos' },
  hours: { one: '{count} hora', other: '{count} horas' },
  footer: '{product} enviou esta mensagem para {to}.',
  linkHint: 'Se o botão não funcionar, copie este endereço para o navegador:',
  codeWorks: 'O código vale uma única vez, por {lifespan}.',
  linkWorks: 'O link vale uma única vez, por {lifespan}.',
  unasked: 'Se você não pediu isto, ignore esta mensagem. Nada muda sem a sua ação.',
  secret: 'Nunca pediremos este código a você. Não o compartilhe com ninguém.',
  labels: {
    code: 'Seu código',
    when: 'Quando',
    by: 'Por',
    administrator: 'um administrador',
    device: 'Dispositivo',
    place: 'De',
    due: 'Previsto para',
    getBackIn: 'Recuperar minha conta',
  },
  recovery: {
    title: 'Recupere sua conta',
    lead: 'Abra o link para entrar novamente em {product} e escolher uma nova senha.',
    short: 'Recupere sua conta {product}: {url}',
  },
  recoveryCode: {
    subject: '{code} é seu código para recuperar a conta',
    lead: 'Digite este código na página em que você o pediu para entrar novamente em {product}.',
    short: '{code} é seu código de recuperação de {product}. Não compartilhe.',
  },
  verification: {
    subject: 'Confirme seu endereço de e-mail',
    title: 'Este endereço é seu?',
    lead: 'Abra o link para confirmar este endereço de e-mail da sua conta {product}.',
    label: 'Confirmar meu endereço',
    short: 'Confirme este endereço da sua conta {product}: {url}',
  },
  verificationCode: {
    subject: '{code} é seu código para confirmar o e-mail',
    lead:
      'Digite este código na página em que você o pediu para confirmar este endereço da sua conta ' +
      '{product}.',
    label: 'Abrir a página com o código',
    short: '{code} é seu código de confirmação de {product}. Não compartilhe.',
  },
  login: {
    subject: '{code} é seu código para entrar',
    title: 'Entrar',
    lead: 'Digite este código na página em que você está entrando em {product}.',
    notNow:
      'Se você não está entrando agora, outra pessoa pode estar tentando. Sem o código, ela não ' +
      'consegue.',
    short: '{code} é seu código para entrar em {product}. Não compartilhe.',
  },
  registration: {
    subject: '{code} é seu código para concluir o cadastro',
    title: 'Boas-vindas',
    lead: 'Digite este código na página em que você está se cadastrando em {product}.',
    short: '{code} é seu código de cadastro em {product}. Não compartilhe.',
  },
  noAccount: {
    title: 'Não há conta com este endereço',
    recovery: {
      subject: 'Alguém tentou recuperar uma conta',
      lead:
        'Alguém, talvez você, pediu para recuperar uma conta {product} com este endereço de e-mail. ' +
        'Essa conta não existe.',
    },
    verification: {
      subject: 'Alguém tentou confirmar este endereço',
      lead:
        'Alguém, talvez você, pediu para confirmar este endereço de e-mail para uma conta {product}. ' +
        'Essa conta não existe.',
    },
    wasYou: 'Se foi você, tente com o endereço usado no cadastro.',
    otherwise: 'Se não foi você, não é preciso fazer nada.',
    short: 'Não há conta {product} com este endereço.',
  },
  notice: {
    endSession: 'Se não foi você, encerre a sessão em que isso foi feito: {endSessionUrl}',
    recover: 'Se você não consegue mais entrar, recupere sua conta: {url}',
    wasYou: 'Se foi você, ou se você já sabia, não é preciso fazer nada.',
    otherwise:
      'Caso contrário, outra pessoa pode estar na sua conta. Recupere-a, escolha uma nova senha e ' +
      'encerre todas as outras sessões. Se não der certo, avise os responsáveis por {product}.',
    otherwiseTell:
      'Caso contrário, outra pessoa pode estar na sua conta. Avise os responsáveis por ' +
      '{product}.',
    short: 'Se não foi você, recupere sua conta imediatamente.',
  },
  names: {
    totp: 'um app de autenticação',
    lookup_secret: 'códigos de reserva',
    webauthn: 'uma chave de segurança',
    passkey: 'uma chave de acesso',
    code: 'códigos enviados para você',
    account: 'uma conta em outro serviço',
    accountAt: 'uma conta {provider}',
    other: 'outra forma de provar quem você é',
  },
  password: {
    title: {
      added: 'Uma senha foi adicionada à sua conta',
      changed: 'Sua senha foi alterada',
      removed: 'Sua senha foi removida',
    },
    lead: {
      added: 'Uma senha foi adicionada à sua conta {product}.',
      changed: 'A senha da sua conta {product} foi alterada.',
      removed: 'A senha da sua conta {product} foi removida.',
    },
  },
  factor: {
    title: {
      added: 'Um segundo fator foi adicionado',
      changed: 'Um segundo fator foi alterado',
      removed: 'Um segundo fator foi removido',
    },
    lead: {
      added: 'Um segundo fator foi adicionado à sua conta {product}: {what}.',
      changed: 'Um segundo fator da sua conta {product} foi alterado: {what}.',
      removed: 'Um segundo fator da sua conta {product} foi removido: {what}.',
    },
  },
  way: {
    title: {
      added: 'Uma forma de entrar foi adicionada',
      changed: 'Uma forma de entrar foi alterada',
      removed: 'Uma forma de entrar foi removida',
    },
    lead: {
      added: 'Uma forma de entrar foi adicionada à sua conta {product}: {what}.',
      changed: 'Uma forma de entrar na sua conta {product} foi alterada: {what}.',
      removed: 'Uma forma de entrar na sua conta {product} foi removida: {what}.',
    },
  },
  address: {
    title: 'Seu endereço foi alterado',
    lead: {
      added: 'O endereço {added} foi adicionado à sua conta {product}.',
      changed: 'O endereço da sua conta {product} foi alterado de {gone} para {added}.',
      removed: 'O endereço {gone} foi removido da sua conta {product}.',
    },
  },
  addresses: {
    title: 'Um endereço da sua conta foi alterado',
    lead: 'Os endereços da sua conta {product} foram alterados.',
  },
  several: {
    title: 'Várias alterações na sua conta',
    lead: 'Sua conta {product} foi alterada várias vezes em uma hora.',
    more:
      'Para não encher sua caixa de entrada, outras alterações na próxima hora não serão avisadas uma ' +
      'a uma.',
  },
  taken: {
    subject: 'Alguém tentou se cadastrar com seu endereço',
    title: 'Você já tem uma conta',
    lead:
      'Alguém, talvez você, tentou se cadastrar em {product} com este endereço. Já existe uma conta ' +
      'com ele, por isso nenhuma outra foi criada.',
    wasYou: 'Se foi você, entre: {loginUrl}',
    recover: 'Se você não consegue mais entrar, abra o link para recuperar a conta.',
    otherwise:
      'Se não foi você, não é preciso fazer nada. Ninguém entrou na sua conta e ninguém soube que ela ' +
      'existe.',
    short: 'Se foi você, entre na sua conta.',
    shortRecover: 'Se foi você, entre ou recupere sua conta: {url}',
  },
  signIn: {
    title: 'Novo acesso à sua conta',
    device:
      'Alguém, talvez você, entrou na sua conta {product} em um dispositivo que ainda não tinha sido ' +
      'usado.',
    network:
      'Alguém, talvez você, entrou na sua conta {product} a partir de uma rede que ainda não tinha ' +
      'sido usada.',
    label: 'Não fui eu: encerrar esta sessão',
    isIncomplete:
      'Ainda faltava a segunda etapa, mas essa pessoa passou pela primeira e pode saber sua senha.',
    wasYou: 'Se foi você, não é preciso fazer nada.',
    otherwise: 'Caso contrário, encerre a sessão com o botão e depois escolha uma nova senha.',
    short: 'Se não foi você, encerre a sessão: {endSessionUrl}',
  },
  resetBegun: {
    title: 'Seus segundos fatores serão removidos',
    lead:
      'Um administrador vai remover os segundos fatores da sua conta {product}, como um app de ' +
      'autenticação, códigos de reserva ou uma chave de segurança.',
    label: 'Cancelar e manter meus segundos fatores',
    effect:
      'Depois disso, só a primeira etapa bastará para entrar, e todas as suas sessões serão ' +
      'encerradas.',
    wasYou: 'Se você pediu isso, não é preciso fazer nada.',
    otherwise:
      'Caso contrário, alguém pode ter se passado por você. Cancele com o botão, ou entrando com seu ' +
      'segundo fator, e avise os responsáveis por {product}.',
    short: 'Se você não pediu isso, cancele: {cancelUrl}',
  },
  deletionRequested: {
    title: 'Sua conta será excluída',
    lead: 'Alguém, talvez você, pediu a exclusão da sua conta {product}. Todas as suas sessões foram encerradas.',
    label: 'Manter minha conta: entrar',
    effect: 'Depois disso, tudo o que está guardado aqui sobre você será apagado definitivamente.',
    keep: 'Para manter a conta, entre antes dessa data.',
    otherwise: 'Se não foi você, entre agora e escolha uma nova senha: alguém pode conhecê-la.',
    short: 'Para mantê-la, entre antes dessa data.',
  },
  deletionSoon: {
    title: 'Sua conta será excluída em breve',
    lead: 'Sua conta {product} será excluída, como foi pedido.',
    label: 'Manter minha conta: entrar',
    keep: 'Para manter a conta, entre antes dessa data. Caso contrário, não é preciso fazer nada.',
    short: 'Para mantê-la, entre antes dessa data.',
  },
  deletionCancelled: {
    title: 'Sua conta foi mantida',
    lead: 'Sua conta {product} não será excluída.',
    otherwise: 'Se não foi você, avise os responsáveis por {product}.',
    short: 'Ela continua como estava.',
  },
  deleted: {
    title: 'Sua conta foi excluída',
    lead: 'Sua conta {product} foi excluída, com tudo o que estava guardado aqui sobre você.',
    otherwise: 'Esta é a última mensagem para este endereço. Não é possível desfazer.',
    short: 'Esta é a última mensagem.',
  },
  resetDone: {
    title: 'Seus segundos fatores foram removidos',
    lead:
      'Um administrador removeu os segundos fatores da sua conta {product}. Todas as suas sessões ' +
      'foram encerradas.',
    next: 'Entre e configure um novo segundo fator nas configurações.',
    otherwise:
      'Se você não pediu isso, escolha também uma nova senha e avise os responsáveis por ' +
      '{product}.',
    short: 'Entre e configure um novo.',
  },
  reported: {
    title: 'Um aviso a partir da sua conta',
    lead:
      'A partir da sua conta {product} foi avisado que algo não foi feito por você. Todas as ' +
      'sessões foram encerradas e nenhum dispositivo é mais lembrado.',
    wasYou: 'Se foi você, recupere a conta e escolha uma nova senha.',
    otherwise:
      'Se não foi, outra pessoa estava na sua conta. Recupere-a, escolha uma nova senha e ' +
      'avise os responsáveis por {product}.',
    short: 'Recupere-a e escolha uma nova senha.',
  },
  dataReady: {
    title: 'Seus dados já podem ser baixados',
    lead: 'Você pediu os dados que {product} guarda sobre você. O arquivo está pronto.',
    label: 'Baixar meus dados',
    signIn:
      'A página pede que você tenha entrado nesta conta, para que o link sozinho não sirva ' +
      'para nada.',
    otherwise:
      'Se você não pediu isso, não siga o link. Escolha uma nova senha e encerre todas as ' +
      'outras sessões.',
    short: 'Baixe seus dados de {product}: {downloadUrl}',
  },
  dataDownloaded: {
    title: 'Seus dados foram baixados',
    lead: 'Um arquivo com os dados que {product} guarda sobre você foi baixado.',
  },
}
