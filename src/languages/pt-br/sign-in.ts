import type { SignInTexts } from '../translation.ts'

export const signIn: SignInTexts = {
  capsLock: 'O Caps Lock está ativado.',
  /** Labels of fields that only the pages have. */
  fields: {
    remember_address: 'Lembrar meu endereço neste dispositivo',
  },
  forgetAddress: 'Não é você? Esquecer este endereço',
  lastWay: 'Você entrou assim da última vez.',
  /** How easily a new password is guessed, and why it is refused. */
  strength: {
    veryWeak: 'Muito fácil de adivinhar',
    weak: 'Fácil de adivinhar',
    fair: 'Poderia ser melhor',
    good: 'Difícil de adivinhar',
    strong: 'Muito difícil de adivinhar',
    short: 'Curta demais.',
    similar: 'Parecida demais com seu endereço ou nome.',
    words: 'É formada principalmente pelos seus próprios dados ou pelo nome deste serviço.',
    common: 'Muitas pessoas usam esta senha.',
  },
}
