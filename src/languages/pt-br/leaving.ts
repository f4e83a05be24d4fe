import type { LeavingTexts } from '../translation.ts'

export const leaving: LeavingTexts = {
  leave: {
    link: 'Excluir minha conta',
    title: 'Excluir sua conta?',
    lead: 'Tudo o que está guardado aqui sobre você será apagado definitivamente.',
    waits:
      'A exclusão espera até {when}. Todas as suas sessões são encerradas agora; para manter a ' +
      'conta, entre antes dessa data.',
    atOnce: 'Acontece imediatamente e não pode ser desfeito.',
    confirm: 'Sim, excluir minha conta e tudo o que está guardado sobre mim',
    button: 'Excluir minha conta',
    notConfirmed: 'Marque a caixa para excluir sua conta.',
    back: 'Manter minha conta',
    requestedTitle: 'Sua conta será excluída',
    requestedLead:
      'Ela será excluída em {when}. Para mantê-la, entre antes dessa data. Todas as suas sessões ' +
      'foram encerradas.',
    keep: 'Manter minha conta: entrar',
    doneTitle: 'Sua conta foi excluída',
    doneLead: 'Tudo o que estava guardado aqui sobre você foi apagado.',
  },
}
