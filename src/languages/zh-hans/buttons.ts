import type { ButtonTexts } from '../translation.ts'

export const buttons: ButtonTexts = {
  buttonPages: {
    recovery: {
      title: '找回您的账号',
      lead: '按下按钮即可登录。之后您可以设置新密码。',
      label: '登录',
    },
    verification: {
      title: '确认您的地址',
      lead: '按下按钮以确认此地址属于您。如果是其他人用它注册的，请关闭此页面。',
      label: '确认',
    },
    'end-session': {
      title: '结束此会话？',
      lead: '如果登录的不是您本人，请按下按钮。对方将被退出，需要重新登录。',
      label: '结束会话',
    },
    'cancel-reset': {
      title: '保留您的第二重验证？',
      lead: '管理员即将移除您账号的第二重验证。按下按钮即可阻止。',
      label: '保留我的第二重验证',
    },
    'support-session': {
      title: '查看此用户所见的内容？',
      lead: '此用户的会话将在此浏览器中打开几分钟，取代您自己的会话。该用户可以看到会话曾被打开及其原因。其中的登录凭据和地址无法更改。',
      label: '打开会话',
    },
    'sign-out': {
      title: '要退出登录吗？',
      lead: '这是另一个页面的请求。如果不是您本人，请关闭此页面。',
      label: '退出登录',
    },
  },
  consoleSignIn: {
    ready: {
      title: '前往控制台',
      lead: '如果您刚刚在此浏览器中打开了控制台，请按下按钮。否则请关闭此页面。',
      label: '以 {name} 的身份前往控制台',
    },
    secondFactor: {
      title: '设置第二重验证',
      lead: '控制台仅供设有第二重验证（如身份验证器应用或安全密钥）的运营人员使用。请设置后再回来。',
      label: '设置第二重验证',
    },
    notOperator: {
      title: '控制台仅供运营人员使用',
      lead: '您当前以 {name} 登录，没有运营人员角色。管理员可以为您授予角色。',
      label: '返回我的账号',
    },
  },
  endSession: {
    title: '会话已结束',
    lead: '登录者已被退出。如果不是您本人，对方可能知道您的密码，请立即设置新密码。',
    newPassword: '设置新密码',
    recover: '我无法登录了',
  },
  cancelReset: {
    done: {
      title: '您的第二重验证将保留',
      lead: '它们不会被移除。如果这不是您要求的，可能有人冒充您，请告知服务运营方。',
    },
    'too-late': {
      title: '没有需要阻止的操作',
      lead: '操作已被阻止，或您的第二重验证已被移除。如果这不是您要求的，请登录、设置新密码并设置第二重验证。',
    },
    signIn: '登录',
  },
}
