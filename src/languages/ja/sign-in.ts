import type { SignInTexts } from '../translation.ts'

export const signIn: SignInTexts = {
  capsLock: 'Caps Lock がオンになっています。',
  /** Labels of fields that only the pages have. */
  fields: {
    remember_address: 'この端末にアドレスを記憶する',
  },
  forgetAddress: 'ご本人ではありませんか？ このアドレスを消去',
  lastWay: '前回はこの方法でサインインしました。',
  /** How easily a new password is guessed, and why it is refused. */
  strength: {
    veryWeak: 'とても推測されやすい',
    weak: '推測されやすい',
    fair: '改善の余地があります',
    good: '推測されにくい',
    strong: 'とても推測されにくい',
    short: '短すぎます。',
    similar: 'アドレスや名前に似すぎています。',
    words: '大部分がご自身の情報かこのサービスの名前です。',
    common: '多くの人が使っているパスワードです。',
  },
}
