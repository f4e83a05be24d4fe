import type { ButtonTexts } from '../translation.ts'

export const buttons: ButtonTexts = {
  buttonPages: {
    recovery: {
      title: 'Recupere sua conta',
      lead: 'Aperte o botão para entrar. Depois você pode escolher uma nova senha.',
      label: 'Entrar',
    },
    verification: {
      title: 'Confirme seu endereço',
      lead:
        'Aperte o botão para confirmar que este endereço é seu. Se outra pessoa se cadastrou com ele, feche esta ' +
        'página.',
      label: 'Confirmar',
    },
    'end-session': {
      title: 'Encerrar esta sessão?',
      lead:
        'Aperte o botão se não foi você quem entrou. Quem quer que tenha sido será desconectado e terá de entrar ' +
        'de novo.',
      label: 'Encerrar a sessão',
    },
    'cancel-reset': {
      title: 'Manter seus segundos fatores?',
      lead: 'Um administrador vai remover os segundos fatores da sua conta. Aperte o botão para impedir isso.',
      label: 'Manter meus segundos fatores',
    },
    'support-session': {
      title: 'Ver o que esta pessoa vê?',
      lead:
        'A sessão dela abre neste navegador, no lugar da sua, por alguns minutos. A pessoa pode ver que ela foi ' +
        'aberta, e por quê. Credenciais e endereços não podem ser alterados nela.',
      label: 'Abrir a sessão dela',
    },
    'sign-out': {
      title: 'Você quer sair?',
      lead: 'Outra página pediu isso. Se não foi você, feche esta página.',
      label: 'Sair',
    },
  },
  consoleSignIn: {
    ready: {
      title: 'Continuar para o console',
      lead: 'Aperte o botão se você acabou de abrir o console neste navegador. Se não, feche esta página.',
      label: 'Continuar para o console como {name}',
    },
    secondFactor: {
      title: 'Configure um segundo fator',
      lead:
        'O console é aberto a operadores com um segundo fator, como um app de autenticação ou uma chave de ' +
        'segurança. Configure um e volte.',
      label: 'Configurar um segundo fator',
    },
    notOperator: {
      title: 'O console é para operadores',
      lead: 'Você entrou como {name}, que não é operador. Um administrador pode dar uma função a você.',
      label: 'Voltar para minha conta',
    },
  },
  endSession: {
    title: 'A sessão foi encerrada',
    lead:
      'Quem estava na conta foi desconectado. Se não era você, talvez conheçam sua senha: escolha uma ' +
      'nova agora.',
    newPassword: 'Escolher uma nova senha',
    recover: 'Não consigo mais entrar',
  },
  cancelReset: {
    done: {
      title: 'Seus segundos fatores continuam',
      lead:
        'Eles não serão removidos. Se você não pediu isso, talvez alguém tenha se passado por você: avise os ' +
        'responsáveis pelo serviço.',
    },
    'too-late': {
      title: 'Não há nada a impedir',
      lead:
        'Isso já foi impedido, ou seus segundos fatores já foram removidos. Se você não pediu isso, entre, ' +
        'escolha uma nova senha e configure um segundo fator.',
    },
    signIn: 'Entrar',
  },
}
