import type { SignInTexts } from '../translation.ts'

export const signIn: SignInTexts = {
  capsLock: 'El bloqueo de mayúsculas está activado.',
  /** Labels of fields that only the pages have. */
  fields: {
    remember_address: 'Recordar mi dirección en este dispositivo',
  },
  forgetAddress: '¿No es usted? Olvidar esta dirección',
  lastWay: 'Así inició sesión la última vez.',
  /** How easily a new password is guessed, and why it is refused. */
  strength: {
    veryWeak: 'Muy fácil de adivinar',
    weak: 'Fácil de adivinar',
    fair: 'Podría ser mejor',
    good: 'Difícil de adivinar',
    strong: 'Muy difícil de adivinar',
    short: 'Demasiado corta.',
    similar: 'Se parece demasiado a su dirección o a su nombre.',
    words: 'Se compone sobre todo de sus propios datos o del nombre de este servicio.',
    common: 'Muchas personas usan esta contraseña.',
  },
}
