import type { ErrorTexts } from '../translation.ts'

export const errors: ErrorTexts = {
  startAgain: '重新开始',
  home: '前往首页',
  reference: '参考编号',
  detail: '发生了什么',
  unknown: {
    title: '此错误已过期',
    text: '其详细信息已不再保存。请重新开始。',
  },
  byId: {
    security_csrf_violation: {
      title: '此表单不属于此浏览器',
      text: '它是在其他浏览器中打开的，或是在您上次登录或退出之前打开的。没有任何更改。请重新开始。',
    },
    session_of_support: {
      title: '客服无法执行此操作',
      text: '此会话用于显示用户所见的内容。登录凭据和地址保持不变。',
    },
    impersonation_code_used: {
      title: '此链接已使用',
      text: '它只能在一分钟内使用一次。请让人重新创建一个。',
    },
    cookies: {
      title: '您的浏览器不保存 Cookie',
      text: '需要 Cookie 来保护您的账号免受伪造表单的侵害。请允许此网站使用 Cookie，然后重新开始。',
    },
    self_service_flow_expired: {
      title: '用时过长',
      text: '为了您的安全，表单已关闭。请重新开始。',
    },
    self_service_flow_return_to_forbidden: {
      title: '该链接指向未知位置',
      text: '它会将您带到此处不允许的地址，因此我们已中止。请返回您来的地方，或重新开始。',
    },
    self_service_flow_disabled: {
      title: '此功能已关闭',
      text: '此处不提供您请求的功能。',
    },
    session_inactive: { title: '您已退出登录', text: '请登录以继续。' },
  },
  byStatus: {
    400: { title: '操作未成功', text: '请返回重试，或重新开始。' },
    401: { title: '请登录', text: '此内容仅供已登录的用户使用。' },
    403: { title: '不允许此操作', text: '如果您认为自己应有权限，请联系服务运营方。' },
    404: { title: '这里没有内容', text: '您请求的内容不存在，或已不存在。' },
    410: { title: '已过期', text: '请重新开始。' },
    429: { title: '尝试次数过多', text: '请稍等片刻，然后重试。' },
    503: { title: '请稍候', text: '服务目前无法响应。请一分钟后重试。' },
  },
  unexplained: {
    title: '出了点问题',
    text: '这不是您的问题。请重试。如果再次发生，请将下方的参考编号告知服务运营方。',
  },
}
