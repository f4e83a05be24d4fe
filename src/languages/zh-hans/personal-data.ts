import type { PersonalDataTexts } from '../translation.ts'

export const personalData: PersonalDataTexts = {
  personalData: {
    title: '您的数据',
    open: '下载我的数据',
    lead: '文件包含所保存的关于您的一切：您的账户及其地址、登录方式、会话和设备、发送给您的消息，以及您的账户发生过的事情。',
    without: '其中不含密码、验证码或密钥。',
    credentials: '同时包含将账户迁移到其他服务器所需的内容',
    credentialsHint:
      '文件将包含您密码的哈希值以及您在其他提供方的账户。得到该文件的人可以尝试猜出您的密码。请将其保存在他人无法读取的地方，用完后删除。',
    download: '下载我的数据',
    making: '数据较多，文件正在生成。您将收到一条带有链接的消息，该链接只能使用一次。',
    ready: '链接已发送到您的地址，只能使用一次。',
    until: '有效期至',
    tooOften: '您今天已多次请求数据。请明天再试。',
  },
  downloadData: {
    title: '下载您的数据？',
    lead: '按下按钮即可下载文件。链接只能使用一次。',
    label: '下载',
    gone: {
      title: '没有可下载的内容',
      lead: '链接已被使用、已过期，或属于其他账户。',
      label: '再次请求我的数据',
    },
    signInFirst: {
      title: '请先登录',
      lead: '文件只交给其所涉及的本人。请登录，然后再次打开消息中的链接。',
      label: '登录',
    },
  },
}
