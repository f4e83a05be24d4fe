import type { MailTexts } from '../mail-texts.ts'

export const zhHans: MailTexts = {
  space: '',
  colon: '：',
  minutes: { other: '{count} 分钟' },
  hours: { other: '{count} 小时' },
  footer: '此消息由 {product} 发送至 {to}。',
  linkHint: '如果按钮无法使用，请将以下地址复制到浏览器中：',
  codeWorks: '验证码仅可使用一次，有效期为 {lifespan}。',
  linkWorks: '链接仅可使用一次，有效期为 {lifespan}。',
  unasked: '如果这不是您的请求，请忽略此消息，您的账号不会有任何变化。',
  secret: '我们绝不会向您索要此验证码。请勿告诉任何人。',
  labels: {
    code: '您的验证码',
    when: '时间',
    by: '操作者',
    administrator: '管理员',
    device: '设备',
    place: '来源',
    due: '执行时间',
    getBackIn: '找回我的账号',
  },
  recovery: {
    title: '找回您的账号',
    lead: '请打开链接，重新登录 {product} 并设置新密码。',
    short: '找回您的 {product} 账号：{url}',
  },
  recoveryCode: {
    subject: '{code} 是您找回账号的验证码',
    lead: '请在您请求验证码的页面上输入此验证码，以重新登录 {product}。',
    short: '{code} 是您找回 {product} 账号的验证码，请勿告诉他人。',
  },
  verification: {
    subject: '请确认您的电子邮件地址',
    title: '这是您的地址吗？',
    lead: '请打开链接，确认您的 {product} 账号所用的这个电子邮件地址。',
    label: '确认我的地址',
    short: '确认您的 {product} 账号所用的地址：{url}',
  },
  verificationCode: {
    subject: '{code} 是您确认电子邮件地址的验证码',
    lead: '请在您请求验证码的页面上输入此验证码，以确认您的 {product} 账号所用的这个地址。',
    label: '打开输入验证码的页面',
    short: '{code} 是您在 {product} 确认地址的验证码，请勿告诉他人。',
  },
  login: {
    subject: '{code} 是您的登录验证码',
    title: '登录',
    lead: '请在您登录 {product} 的页面上输入此验证码。',
    notNow: '如果您现在没有登录，可能是他人正在尝试登录。没有验证码，对方无法登录。',
    short: '{code} 是您的 {product} 登录验证码，请勿告诉他人。',
  },
  registration: {
    subject: '{code} 是您完成注册的验证码',
    title: '欢迎',
    lead: '请在您注册 {product} 的页面上输入此验证码。',
    short: '{code} 是您完成 {product} 注册的验证码，请勿告诉他人。',
  },
  noAccount: {
    title: '此地址没有对应的账号',
    recovery: {
      subject: '有人尝试找回账号',
      lead: '有人（可能是您）请求用此电子邮件地址找回 {product} 账号，但此地址没有对应的账号。',
    },
    verification: {
      subject: '有人尝试确认此地址',
      lead: '有人（可能是您）请求为 {product} 账号确认此电子邮件地址，但此地址没有对应的账号。',
    },
    wasYou: '如果是您本人操作，请尝试使用注册时的地址。',
    otherwise: '如果不是您本人操作，则无需执行任何操作。',
    short: '此地址没有对应的 {product} 账号。',
  },
  notice: {
    endSession: '如果不是您本人操作，请结束进行此操作的会话：{endSessionUrl}',
    recover: '如果您无法再登录，请找回您的账号：{url}',
    wasYou: '如果是您本人操作，或您已知情，则无需执行任何操作。',
    otherwise:
      '否则，可能有他人进入了您的账号。请找回账号，设置新密码，并结束所有其他会话。如果未能成功，' +
      '请联系 {product} 的运营方。',
    otherwiseTell: '否则，可能有他人进入了您的账号。请联系 {product} 的运营方。',
    short: '如果不是您本人操作，请立即找回您的账号。',
  },
  names: {
    totp: '身份验证器应用',
    lookup_secret: '备用验证码',
    webauthn: '安全密钥',
    passkey: '通行密钥',
    code: '发送给您的验证码',
    account: '其他服务的账号',
    accountAt: '{provider} 账号',
    other: '其他身份验证方式',
  },
  password: {
    title: {
      added: '您的账号已添加密码',
      changed: '您的密码已更改',
      removed: '您的密码已移除',
    },
    lead: {
      added: '您的 {product} 账号已添加密码。',
      changed: '您的 {product} 账号的密码已更改。',
      removed: '您的 {product} 账号的密码已移除。',
    },
  },
  factor: {
    title: {
      added: '已添加第二重验证',
      changed: '已更改第二重验证',
      removed: '已移除第二重验证',
    },
    lead: {
      added: '您的 {product} 账号已添加第二重验证：{what}。',
      changed: '您的 {product} 账号的第二重验证已更改：{what}。',
      removed: '您的 {product} 账号的第二重验证已移除：{what}。',
    },
  },
  way: {
    title: {
      added: '已添加登录方式',
      changed: '已更改登录方式',
      removed: '已移除登录方式',
    },
    lead: {
      added: '您的 {product} 账号已添加登录方式：{what}。',
      changed: '您的 {product} 账号的登录方式已更改：{what}。',
      removed: '您的 {product} 账号的登录方式已移除：{what}。',
    },
  },
  address: {
    title: '您的地址已更改',
    lead: {
      added: '您的 {product} 账号已添加地址 {added}。',
      changed: '您的 {product} 账号的地址已从 {gone} 更改为 {added}。',
      removed: '您的 {product} 账号已移除地址 {gone}。',
    },
  },
  addresses: {
    title: '您账号的地址已更改',
    lead: '您的 {product} 账号的地址已更改。',
  },
  several: {
    title: '您的账号有多项更改',
    lead: '您的 {product} 账号在一小时内被多次更改。',
    more: '为避免通知过多，接下来一小时内的更改不会逐一通知。',
  },
  taken: {
    subject: '有人尝试用您的地址注册',
    title: '您已有账号',
    lead: '有人（可能是您）尝试用此地址注册 {product}。此地址已有账号，因此没有创建新账号。',
    wasYou: '如果是您本人操作，请登录：{loginUrl}',
    recover: '如果您无法再登录，请打开链接找回账号。',
    otherwise:
      '如果不是您本人操作，则无需执行任何操作。没有人进入您的账号，也没有人得知该账号的存在。',
    short: '如果是您本人操作，请登录。',
    shortRecover: '如果是您本人操作，请登录或找回账号：{url}',
  },
  signIn: {
    title: '您的账号有新的登录',
    device: '有人（可能是您）在一台此前未使用过的设备上登录了您的 {product} 账号。',
    network: '有人（可能是您）从一个此前未使用过的网络登录了您的 {product} 账号。',
    label: '不是我：结束此会话',
    isIncomplete: '当时尚未完成第二步验证，但对方已通过第一步，例如知道您的密码。',
    wasYou: '如果是您本人操作，则无需执行任何操作。',
    otherwise: '否则，请点击按钮结束会话，然后设置新密码。',
    short: '如果不是您本人操作，请结束会话：{endSessionUrl}',
  },
  resetBegun: {
    title: '您的第二重验证将被移除',
    lead: '管理员将移除您的 {product} 账号的第二重验证，例如身份验证器应用、备用验证码或安全密钥。',
    label: '停止移除，保留第二重验证',
    effect: '此后仅凭第一步即可登录，并且您将在所有设备上退出登录。',
    wasYou: '如果这是您的请求，则无需执行任何操作。',
    otherwise:
      '否则，可能有他人冒充您。请点击按钮，或使用第二重验证登录来停止移除，并联系 ' +
      '{product} 的运营方。',
    short: '如果这不是您的请求，请停止移除：{cancelUrl}',
  },
  deletionRequested: {
    title: '您的账号将被删除',
    lead: '有人（可能是您本人）请求删除您的 {product} 账号。您已在所有设备上退出登录。',
    label: '登录以保留账号',
    effect: '此后，此处保存的与您有关的所有信息都将被永久清除。',
    keep: '如需保留账号，请在此之前登录。',
    otherwise: '如果不是您本人操作，请立即登录并设置新密码：密码可能已被他人知晓。',
    short: '如需保留，请在此之前登录。',
  },
  deletionSoon: {
    title: '您的账号即将被删除',
    lead: '根据请求，您的 {product} 账号将被删除。',
    label: '登录以保留账号',
    keep: '如需保留账号，请在此之前登录。否则无需执行任何操作。',
    short: '如需保留，请在此之前登录。',
  },
  deletionCancelled: {
    title: '您的账号已保留',
    lead: '您的 {product} 账号不会被删除。',
    otherwise: '如果不是您本人操作，请联系 {product} 的运营方。',
    short: '账号保持不变。',
  },
  deleted: {
    title: '您的账号已被删除',
    lead: '您的 {product} 账号以及此处保存的与您有关的所有信息已被删除。',
    otherwise: '这是发送到此地址的最后一封邮件。此操作无法撤销。',
    short: '这是最后一条消息。',
  },
  resetDone: {
    title: '您的第二重验证已被移除',
    lead: '管理员已移除您的 {product} 账号的第二重验证。您已在所有设备上退出登录。',
    next: '请登录，并在设置中添加新的第二重验证。',
    otherwise: '如果这不是您的请求，请同时设置新密码，并联系 {product} 的运营方。',
    short: '请登录并重新设置。',
  },
  reported: {
    title: '您的账号中有一项报告',
    lead:
      '有人从您的 {product} 账号报告了并非本人的操作。所有设备均已退出登录，也不' +
      '再记住任何设备。',
    wasYou: '如果是您本人，请恢复账号并设置新密码。',
    otherwise:
      '如果不是，说明有其他人进入了您的账号。请恢复账号、设置新密码，并联系 ' +
      '{product} 的运营方。',
    short: '请恢复账号并设置新密码。',
  },
  dataReady: {
    title: '您的数据可以下载了',
    lead: '您请求了 {product} 保存的关于您的数据。文件已准备好。',
    label: '下载我的数据',
    signIn: '该页面要求您已登录此账户，因此仅凭链接没有任何用处。',
    otherwise: '如果您没有提出请求，请勿打开链接。请设置新密码，并结束所有其他会话。',
    short: '下载您在 {product} 的数据：{downloadUrl}',
  },
  dataDownloaded: {
    title: '您的数据已被下载',
    lead: '一个包含 {product} 保存的关于您的数据的文件已被下载。',
  },
}
