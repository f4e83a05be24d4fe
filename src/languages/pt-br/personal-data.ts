import type { PersonalDataTexts } from '../translation.ts'

export const personalData: PersonalDataTexts = {
  personalData: {
    title: 'Seus dados',
    open: 'Baixar meus dados',
    lead:
      'O arquivo tem tudo o que está guardado sobre você: sua conta e os endereços dela, ' +
      'formas de entrar, sessões e dispositivos, mensagens enviadas a você e o que aconteceu ' +
      'com sua conta.',
    without: 'Não há nele senhas, códigos nem chaves.',
    credentials: 'Incluir o que preciso para levar minha conta a outro servidor',
    credentialsHint:
      'O arquivo terá então o hash da sua senha e suas contas em outros provedores. Quem ' +
      'obtiver o arquivo pode tentar adivinhar sua senha. Guarde-o onde ninguém mais possa ler ' +
      'e apague-o depois.',
    download: 'Baixar meus dados',
    making:
      'São muitos dados, por isso o arquivo está sendo preparado. Você receberá uma mensagem ' +
      'com um link que vale uma vez.',
    ready: 'Um link foi enviado ao seu endereço. Ele vale uma vez.',
    until: 'Vale até',
    tooOften: 'Você já pediu seus dados várias vezes hoje. Tente de novo amanhã.',
  },
  downloadData: {
    title: 'Baixar seus dados?',
    lead: 'Aperte o botão para baixar o arquivo. O link vale uma vez.',
    label: 'Baixar',
    gone: {
      title: 'Não há nada para baixar',
      lead: 'O link já foi usado, expirou ou é de outra conta.',
      label: 'Pedir meus dados de novo',
    },
    signInFirst: {
      title: 'Entre primeiro',
      lead:
        'O arquivo só é entregue à pessoa de quem ele trata. Entre e abra de novo o link da ' +
        'mensagem.',
      label: 'Entrar',
    },
  },
}
