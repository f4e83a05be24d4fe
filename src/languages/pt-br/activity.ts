// What the page about the activity of an account says in Portuguese, and that for what was not its owner.
import type { ActivityTexts } from '../translation.ts'

export const activity: ActivityTexts = {
  activity: {
    title: 'O que aconteceu com a sua conta',
    lead: 'O mais recente vem primeiro. Se algo não foi feito por você, avise.',
    off:
      'Este serviço não guarda registro do que acontece com as contas. Aqui está onde você ' +
      'tem sessões abertas.',
    none: 'Nada foi registrado ainda.',
    link: 'Atividade',
    newest: 'Mais recentes',
    older: 'Mais antigos',
    first: 'Primeira vez',
    method: 'Método: {methods}',
    change: '{what}: {turn}',
    times: { one: 'Uma vez', other: '{count} vezes' },
    ended: { one: 'Uma sessão', other: '{count} sessões' },
    by: 'Por: {who}',
    who: {
      administrator: 'a administração',
      support: 'o suporte',
      server: 'o próprio serviço',
      unknown: 'alguém sem sessão aberta',
    },
    turns: { added: 'adição', changed: 'alteração', removed: 'remoção' },
    things: {
      password: 'Senha',
      code: 'Código enviado',
      link: 'Link enviado',
      oidc: 'Conta em um provedor',
      totp: 'Aplicativo autenticador',
      lookup_secret: 'Códigos de reserva',
      webauthn: 'Chave de segurança',
      passkey: 'Chave de acesso',
      profile: 'Perfil',
      addresses: 'Endereços',
      sessions: 'Outras sessões',
      state: 'Estado da conta',
      rest: 'Outros dados',
    },
    actions: {
      'identity.created': 'Conta criada',
      'identity.updated': 'Conta alterada',
      'credential.changed': 'Dados de acesso alterados',
      'credential.revealed': 'Dados de acesso consultados',
      'address.verified': 'Endereço confirmado',
      'verification.sent': 'Pedido de confirmação de endereços enviado',
      'login.succeeded': 'Entrada na conta',
      'login.failed': 'Tentativa de entrada sem sucesso',
      'recovery.succeeded': 'Conta recuperada',
      'recovery.handed-out': 'Código ou link de recuperação entregue',
      'recovery.sent': 'Link de recuperação enviado',
      'impersonation.begun': 'Consulta à sua conta preparada',
      'impersonation.opened': 'Sua conta foi aberta para ver o que você vê',
      'session.exchanged': 'Sessão entregue a um aplicativo',
      'session.extended': 'Sessão prolongada',
      'session.revoked': 'Sessão encerrada',
      'sessions.revoked': 'Sessões encerradas',
      'devices.forgotten': 'Dispositivos lembrados esquecidos',
      'activity.reported': 'Avisado: não foi você',
      'factor-reset.begun': 'Remoção dos segundos fatores anunciada',
      'factor-reset.cancelled': 'Remoção dos segundos fatores interrompida',
      'factor-reset.done': 'Segundos fatores removidos',
      'shield.cleared': 'Bloqueios por tentativas erradas retirados',
      'deletion.requested': 'Exclusão da conta solicitada',
      'deletion.cancelled': 'Exclusão da conta interrompida',
      'data.requested': 'Download de dados solicitado',
      'data.exported': 'Dados baixados',
      'operator.added': 'Função no console concedida',
      'operator.removed': 'Função no console retirada',
      'console.signed-in': 'Entrada no console',
      'console.signed-out': 'Saída do console',
    },
  },
  notMe: {
    button: 'Não fui eu',
    buttonOf: 'Não fui eu: {what}',
    title: 'Não foi você?',
    lead:
      'Ao pressionar o botão, todas as sessões da sua conta são encerradas, a sua também. ' +
      'Os dispositivos que dispensam a segunda etapa são esquecidos. Depois você recupera ' +
      'a conta e escolhe uma nova senha. Quem administra este serviço poderá ver o seu ' +
      'aviso.',
    label: 'Sair de todos os lugares',
    back: 'Voltar à atividade',
    doneTitle: 'Todas as sessões foram encerradas',
    doneLead:
      'Não há mais nenhuma sessão aberta na sua conta. Recupere-a agora e escolha uma nova ' +
      'senha: alguém pode saber a antiga.',
    recover: 'Recuperar minha conta',
    ask:
      'Entre e escolha uma nova senha. Se não conseguir mais entrar, fale com quem ' +
      'administra este serviço.',
    signIn: 'Entrar',
  },
}
