import type { SignInTexts } from '../translation.ts'

export const signIn: SignInTexts = {
  capsLock: '大写锁定已打开。',
  /** Labels of fields that only the pages have. */
  fields: {
    remember_address: '在此设备上记住我的地址',
  },
  forgetAddress: '不是您？忘记此地址',
  lastWay: '您上次是用这种方式登录的。',
  /** How easily a new password is guessed, and why it is refused. */
  strength: {
    veryWeak: '非常容易被猜到',
    weak: '容易被猜到',
    fair: '还可以更好',
    good: '不容易被猜到',
    strong: '很难被猜到',
    short: '太短。',
    similar: '与您的地址或姓名太相似。',
    words: '大部分是您自己的资料或本服务的名称。',
    common: '许多人都在使用这个密码。',
  },
}
