// What the page about the activity of an account says in Japanese, and that for what was not its owner.
import type { ActivityTexts } from '../translation.ts'

export const activity: ActivityTexts = {
  activity: {
    title: 'アカウントの履歴',
    lead: '新しいものから順に並んでいます。身に覚えのないものがあれば報告してください。',
    off:
      'このサービスはアカウントの履歴を記録していません。代わりに、ログイン中の場所を表' +
      '示します。',
    none: 'まだ記録はありません。',
    link: 'アクティビティ',
    newest: '最新',
    older: '以前の記録',
    first: '最初',
    method: '方法：{methods}',
    change: '{what}：{turn}',
    times: { other: '{count} 回' },
    ended: { other: '{count} 件のセッション' },
    by: '実行者：{who}',
    who: {
      administrator: '管理者',
      support: 'サポート',
      server: 'サービス自体',
      unknown: 'ログインしていない人',
    },
    turns: { added: '追加', changed: '変更', removed: '削除' },
    things: {
      password: 'パスワード',
      code: '送信されたコード',
      link: '送信されたリンク',
      oidc: 'プロバイダーのアカウント',
      totp: '認証アプリ',
      lookup_secret: 'バックアップコード',
      webauthn: 'セキュリティキー',
      passkey: 'パスキー',
      profile: 'プロフィール',
      addresses: 'アドレス',
      sessions: '他のセッション',
      state: 'アカウントの状態',
      rest: 'その他のデータ',
    },
    actions: {
      'identity.created': 'アカウントの作成',
      'identity.updated': 'アカウントの変更',
      'credential.changed': 'ログイン情報の変更',
      'credential.revealed': 'ログイン情報の閲覧',
      'address.verified': 'アドレスの確認',
      'verification.sent': 'アドレス確認の依頼の送信',
      'login.succeeded': 'ログイン',
      'login.failed': 'ログインの失敗',
      'recovery.succeeded': 'アカウントの回復',
      'recovery.handed-out': '回復用のコードまたはリンクの発行',
      'recovery.sent': '回復用リンクの送信',
      'impersonation.begun': 'アカウント閲覧の準備',
      'impersonation.opened': 'あなたの画面を確認するためのアカウント閲覧',
      'session.exchanged': 'アプリへのセッションの引き渡し',
      'session.extended': 'セッションの延長',
      'session.revoked': 'セッションの終了',
      'sessions.revoked': '複数のセッションの終了',
      'devices.forgotten': '記憶された端末の解除',
      'activity.reported': '報告：本人ではない',
      'factor-reset.begun': '2段階認証の削除の予告',
      'factor-reset.cancelled': '2段階認証の削除の中止',
      'factor-reset.done': '2段階認証の削除',
      'shield.cleared': '誤った試行による制限の解除',
      'deletion.requested': 'アカウントの削除の依頼',
      'deletion.cancelled': 'アカウントの削除の中止',
      'data.requested': 'データのダウンロードの依頼',
      'data.exported': 'データのダウンロード',
      'operator.added': 'コンソールの役割の付与',
      'operator.removed': 'コンソールの役割の取り消し',
      'console.signed-in': 'コンソールへのログイン',
      'console.signed-out': 'コンソールからのログアウト',
    },
  },
  notMe: {
    button: '自分ではありません',
    buttonOf: '自分ではありません：{what}',
    title: 'あなたではありませんか？',
    lead:
      'ボタンを押すと、この端末を含むすべての場所でログアウトされ、2 段階目を省略でき' +
      'る端末の記憶も解除されます。その後、アカウントを回復して新しいパスワードを設定し' +
      'てください。報告の内容はサービスの運営者が確認できます。',
    label: 'すべての場所でログアウト',
    back: 'アクティビティに戻る',
    doneTitle: 'すべての場所でログアウトしました',
    doneLead:
      'あなたのアカウントにログインしている人はいません。今すぐアカウントを回復し、新し' +
      'いパスワードを設定してください。以前のパスワードは知られている可能性があります。',
    recover: 'アカウントを回復する',
    ask:
      'ログインして新しいパスワードを設定してください。ログインできない場合は、サービス' +
      'の運営者にお問い合わせください。',
    signIn: 'ログイン',
  },
}
