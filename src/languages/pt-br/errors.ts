import type { ErrorTexts } from '../translation.ts'

export const errors: ErrorTexts = {
  startAgain: 'Começar de novo',
  home: 'Ir para a página inicial',
  reference: 'Referência',
  detail: 'O que aconteceu',
  unknown: {
    title: 'Este erro expirou',
    text: 'Os detalhes não estão mais guardados. Comece de novo.',
  },
  byId: {
    security_csrf_violation: {
      title: 'Este formulário não é deste navegador',
      text:
        'Ele foi aberto em outro navegador, ou antes da última vez que você entrou ou saiu. Nada foi alterado. ' +
        'Comece de novo.',
    },
    session_of_support: {
      title: 'O suporte não pode fazer isso',
      text: 'Esta sessão mostra o que uma pessoa vê. Credenciais e endereços ficam como estão.',
    },
    impersonation_code_used: {
      title: 'Este link já foi usado',
      text: 'Ele vale uma vez, por um minuto. Peça que criem outro.',
    },
    cookies: {
      title: 'Seu navegador não guarda cookies',
      text: 'Eles protegem sua conta contra formulários falsos. Permita cookies neste site e comece de novo.',
    },
    self_service_flow_expired: {
      title: 'Demorou demais',
      text: 'Para sua segurança, o formulário foi fechado. Comece de novo.',
    },
    self_service_flow_return_to_forbidden: {
      title: 'Esse link leva a um lugar desconhecido',
      text:
        'Ele levaria você a um endereço que não é permitido aqui, então paramos. Volte para onde estava, ou ' +
        'comece de novo.',
    },
    self_service_flow_disabled: {
      title: 'Isto está desativado',
      text: 'O que você pediu não é oferecido aqui.',
    },
    session_inactive: { title: 'Você saiu da conta', text: 'Entre para continuar.' },
  },
  byStatus: {
    400: { title: 'Não deu certo', text: 'Volte e tente de novo, ou comece outra vez.' },
    401: { title: 'Entre na sua conta', text: 'Isto é só para quem entrou na conta.' },
    403: {
      title: 'Isto não é permitido',
      text: 'Se você acha que deveria ter acesso, fale com os responsáveis pelo serviço.',
    },
    404: { title: 'Não há nada aqui', text: 'O que você pediu não existe, ou não existe mais.' },
    410: { title: 'Isto expirou', text: 'Comece de novo.' },
    429: { title: 'Tentativas demais', text: 'Espere um pouco e tente de novo.' },
    503: {
      title: 'Só um momento',
      text: 'O serviço não pode responder agora. Tente de novo em um minuto.',
    },
  },
  unexplained: {
    title: 'Algo deu errado',
    text:
      'Não é culpa sua. Tente de novo. Se acontecer outra vez, avise os responsáveis pelo serviço e informe a ' +
      'referência abaixo.',
  },
}
