import type { MessageTexts, WordTexts } from '../translation.ts'

const expired = 'フォームを開いてから時間が経ちすぎました。新しいフォームをご利用ください。'
const wrongCode = 'コードが正しくないか、すでに使用されています。'

export const messages: MessageTexts = {
  'node.password': 'パスワード',
  'node.save': '変更を保存',
  'node.identifier': 'ログイン名',
  'node.submit': '送信',
  'node.verify-code': 'アプリに表示されるコード',
  'node.email': 'メールアドレス',
  'node.resend': '新しいコードを送信',
  'node.continue': '次へ',
  'node.recovery-code': '復旧コード',
  'node.verification-code': '確認コード',
  'node.registration-code': '登録コード',
  'node.login-code': 'ログインコード',
  'node.proof-of-work': 'この端末で短い計算をしています',
  'node.recovery-address': 'アカウントの宛先',
  'node.email-or-phone': 'メールアドレスまたは電話番号',
  'node.phone-number': '電話番号',

  'login.sign-in': 'ログイン',
  'login.with-provider': '{provider}でログイン',
  'login.confirm': 'ご本人であることを確認してください。',
  'login.second-factor': 'あと1段階です。2段階認証でご本人であることを確認してください。',
  'login.totp-code': '認証アプリのコード',
  'login.lookup-code': 'バックアップコード',
  'login.use-key': 'セキュリティキーでログイン',
  'login.use-totp': 'アプリで続ける',
  'login.use-lookup': 'バックアップコードで続ける',
  'login.key-ready': 'セキュリティキーを用意して、次へ進んでください。',
  'login.go-on': '次へ',
  'login.code-sent':
    'コードを送信しました。ここに入力してください。この宛先のアカウントがない場合、コードは届きません。',
  'login.remember-device': 'この端末ではしばらく確認しない',
  'login.second-code-sent': 'コードを送信しました。ここに入力してください。',
  'login.code-sent-to-own': 'アカウントの宛先にコードを送信しました。ここに入力してください。',
  'login.send-code-to': '{address}にコードを送信',
  'login.send-code': 'ログイン用のコードを受け取る',
  'login.use-passkey': 'パスキーでログイン',
  'login.sign-in-with-password': 'パスワードでログイン',
  'login.link':
    '{identifier}のアカウントはすでにあります。{provider}と連携するには、そのアカウントにログインしてください。',
  'login.confirm-with-provider': '{provider}で確認',
  'login.expired': expired,
  'login.no-method': 'ログイン方法を選んでください。',
  'login.completed': 'このフォームではすでにログイン済みです。',
  'login.code-wrong': wrongCode,
  'login.account-disabled':
    'このアカウントは無効になっています。サービスの運営者にお問い合わせください。',
  'login.linked-to-another':
    '連携しようとしたアカウントとは別のアカウントです。該当のアカウントにログインしてください。',
  'login.unknown-address':
    'この宛先には2段階目のコードを送信できません。別の宛先を選んでください。',

  'registration.sign-up': 'アカウントを作成',
  'registration.with-provider': '{provider}で登録',
  'registration.continue': '次へ',
  'registration.use-key': 'セキュリティキーで登録',
  'registration.code-sent': 'コードを送信しました。ここに入力すると完了します。',
  'registration.send-code': '登録用のコードを受け取る',
  'registration.use-passkey': 'パスキーで登録',
  'registration.back': '戻る',
  'registration.choose-credential': '今後どの方法でログインしますか？',
  'registration.no-method': '登録方法を選んでください。',
  'registration.expired': expired,
  'registration.completed': 'このフォームではすでにアカウントが作成されています。',
  'registration.code-wrong': wrongCode,

  'settings.forget-devices': { other: '記憶した{count}台の端末で、2段階目の確認を再び求める' },
  'settings.saved': '変更を保存しました。',
  'settings.link-provider': '{provider}と連携',
  'settings.unlink-provider': '{provider}との連携を解除',
  'settings.remove-totp': '認証アプリを削除',
  'settings.totp-qr': '認証アプリでこの画像を読み取ってください',
  'settings.reveal-lookup': 'バックアップコードを表示',
  'settings.new-lookup': '新しいバックアップコードを作成',
  'settings.lookup-codes-label':
    'バックアップコード。各コードは1回だけ使えます。ご自身だけがわかる場所に保管してください',
  'settings.confirm-lookup': '書き留めました',
  'settings.add-key': 'セキュリティキーを追加',
  'settings.key-name': 'セキュリティキーの名前',
  'settings.turn-off': '無効にする',
  'settings.totp-secret-label': 'または、このキーを入力してください',
  'settings.remove-key': '{date}に追加したセキュリティキー「{displayName}」を削除',
  'settings.add-passkey': 'パスキーを追加',
  'settings.remove-passkey': '{date}に追加したパスキー「{displayName}」を削除',
  'settings.no-method': '変更する項目を選んでください。',
  'settings.one-address': '宛先は1つずつ変更してください。新しい宛先は先に確認が必要です。',
  'settings.expired': expired,

  'recovery.done':
    '再びログインしました。新しいパスワードか別のログイン方法を、今すぐ設定してください。',
  'recovery.link-sent': 'この宛先のアカウントがあれば、リンク付きのメッセージを送信しました。',
  'recovery.code-sent': 'この宛先のアカウントがあれば、コード付きのメッセージを送信しました。',
  'recovery.code-sent-to': '{address}のアカウントがあれば、コード付きのメッセージを送信しました。',
  'recovery.confirm-address': '宛先を省略せずに入力してください。',
  'recovery.choose-address': 'コードの送信先を選んでください。',
  'recovery.back': '戻る',
  'recovery.no-method': 'アカウントの復旧方法を選んでください。',
  'recovery.completed': 'この復旧はすでに完了しています。新しいフォームをご利用ください。',
  'recovery.start-again': 'うまくいきませんでした。最初からやり直してください。',
  'recovery.link-wrong':
    'リンクが正しくないか、すでに使用されています。新しいリンクを請求してください。',
  'recovery.expired': expired,
  'recovery.code-wrong': wrongCode,

  'verification.link-sent': 'この宛先が登録されていれば、リンク付きのメッセージを送信しました。',
  'verification.done': 'ありがとうございます。ご自身の宛先であることを確認しました。',
  'verification.code-sent': 'この宛先が登録されていれば、コード付きのメッセージを送信しました。',
  'verification.text-sent': 'この番号が登録されていれば、コード付きのSMSを送信しました。',
  'verification.phone-done': 'ありがとうございます。ご自身の電話番号であることを確認しました。',
  'verification.no-method': '宛先の確認方法を選んでください。',
  'verification.link-wrong':
    'リンクが正しくないか、すでに使用されています。ご自身で使用した場合、宛先は確認済みです。そうでなければ、新しいリンクを' +
    '請求してください。',
  'verification.completed': 'この宛先はすでに確認済みです。新しいフォームをご利用ください。',
  'verification.start-again': 'うまくいきませんでした。最初からやり直してください。',
  'verification.expired': expired,
  'verification.code-wrong': wrongCode,

  'validation.required': '{property}を入力してください。',
  'validation.empty': '{property}を入力してください。',
  'validation.too-short': {
    other: '{count}文字以上で入力してください（現在{actual_length}文字）。',
  },
  'validation.pattern': '形式が正しくありません。',
  'validation.password-policy': 'このパスワードは使えません。{reason}。',
  'validation.invalid-credentials': '入力内容が一致しません。特にパスワードをご確認ください。',
  'validation.identifier-taken': 'この宛先、番号または名前のアカウントはすでにあります。',
  'validation.totp-wrong':
    'コードが正しくないか、すでに使用されています。次のコードが表示されるまでお待ちください。',
  'validation.key-wrong': 'キーが一致しません。もう一度試すか、別のキーを使ってください。',
  'validation.no-identifier':
    '後でログインに使える情報がありません。ご本人を識別する項目を入力してください。',
  'validation.address-not-verified': 'ログインする前に宛先を確認してください。',
  'validation.no-totp': 'このアカウントには認証アプリが設定されていません。',
  'validation.lookup-used': 'このバックアップコードは使用済みです。別のコードを使ってください。',
  'validation.no-webauthn': 'このアカウントにはセキュリティキーが設定されていません。',
  'validation.no-key': 'このキーでログインするアカウントはありません。',
  'validation.no-lookup': 'このアカウントにはバックアップコードが設定されていません。',
  'validation.lookup-wrong': 'バックアップコードが一致しません。',
  'validation.too-long': {
    other: '{count}文字以内で入力してください（現在{actual_length}文字）。',
  },
  'validation.minimum': '{minimum}以上にしてください。',
  'validation.exclusive-minimum': '{minimum}より大きくしてください。',
  'validation.maximum': '{maximum}以下にしてください。',
  'validation.exclusive-maximum': '{maximum}より小さくしてください。',
  'validation.multiple-of': '{base}の倍数にしてください。',
  'validation.too-many-items': '{max_items}件以内にしてください（現在{actual_items}件）。',
  'validation.too-few-items': '{min_items}件以上にしてください（現在{actual_items}件）。',
  'validation.unique-items': '{first}件目と{second}件目が同じです。',
  'validation.type': '次の種類の値にしてください：{types}。',
  'validation.taken-at-provider':
    'この情報のアカウントはすでにあります。ログインするか復旧して、そこから連携してください。',
  'validation.taken-with-hints':
    '{credential_identifier_hint}のアカウントはすでにあります。ログイン方法：{ways}。',
  'validation.constant': '{expected}にしてください。',
  'validation.constant-hidden': '値が正しくありません。',
  'validation.password-similar': 'パスワードがログイン名に似すぎています。',
  'validation.password-too-short': {
    other: 'パスワードは{count}文字以上にしてください（現在{actual_length}文字）。',
  },
  'validation.password-too-long':
    'パスワードは{max_length}バイト以内にしてください（現在{actual_length}バイト）。',
  'validation.password-breached':
    'このパスワードは流出が確認されています。別のパスワードを選んでください。',
  'validation.code-unknown-account': 'コードでログインするアカウントはありません。',
  'validation.traits-changed':
    'コードの送信後にフォームの内容が変わりました。最初からやり直してください。',
  'validation.unknown-account': 'ログインできるアカウントはありません。',
  'validation.work-needed':
    '試行回数が多すぎます。もう一度試すと、端末で短い計算が行われます。できない場合は、数分お待ちください。',
  'validation.password-unchanged': '現在のパスワードと同じです。',
  'validation.not-an-email': 'メールアドレスではありません。',
  'validation.not-a-phone-number': '電話番号ではありません。',

  'system.internal': 'こちら側で問題が発生しました。もう一度お試しください。',
  'system.no-method': '有効なログイン方法がありません。',
}

export const words: WordTexts = {
  takenWithoutHints:
    '{credential_identifier_hint}のアカウントはすでにあります。ログインするか、復旧してください。',
  ways: {
    password: 'パスワード',
    code: 'コード',
    webauthn: 'セキュリティキー',
    passkey: 'パスキー',
  },
  types: {
    string: 'テキスト',
    number: '数値',
    integer: '整数',
    boolean: 'はい・いいえ',
    array: 'リスト',
    object: 'グループ',
    null: '空',
  },
  unexplained: '入力内容をご確認ください。',
  reasons: {
    'password-words': 'ご自身の情報やサービス名とほとんど変わりません',
    'password-common': '多くの人が使っています。別のパスワードを選んでください',
    'password-unchecked': '流出したパスワードの一覧と照合できませんでした。もう一度お試しください',
    'web-address': 'ウェブアドレスではありません。',
    date: '2024-12-31のような日付を入力してください。',
    time: '12:30:00Zのような時刻を入力してください。',
    'date-time': '2024-12-31T12:30:00Zのような日時を入力してください。',
    email: 'メールアドレスを入力してください。',
    phone: '+と国番号で始まる電話番号を入力してください。',
    choice: '次のいずれかにしてください：{choices}。',
    'too-many-entries': '項目が多すぎます。',
    'more-needed': '入力が不足しています。',
    'not-allowed': 'この値は使えません。',
    'many-tries-moment': '間違いが多すぎます。しばらくしてからもう一度お試しください。',
    'many-tries': { other: '間違いが多すぎます。{count}分後にもう一度お試しください。' },
    'many-messages-moment':
      'メッセージの請求が多すぎます。しばらくしてからもう一度お試しください。',
    'many-messages': {
      other: 'メッセージの請求が多すぎます。{count}分後にもう一度お試しください。',
    },
    'wrong-codes-ask': 'コードの間違いが多すぎます。新しいコードを請求してください。',
    'wrong-codes-start': 'コードの間違いが多すぎます。最初からやり直してください。',
    'message-sent-already':
      'このフォームのメッセージは送信済みです。もう一度必要な場合は、最初からやり直してください。',
    'not-sent-on': '完了しましたが、移動先が許可されていないため移動できません。',
    'address-proved': 'この宛先は確認済みです。別の2段階認証を使ってください。',
    'another-account':
      '別のアカウントでログイン中です。ここで確認できるのは該当のアカウントのみです。',
    'signed-in-already': 'すでにログインしています。先にログアウトしてください。',
    'provider-refused': '{provider}による本人情報の提供が許可されませんでした。',
    'provider-failed': '{provider}から本人情報を取得できませんでした（{error}）。',
    'provider-silent': '{provider}が現在応答していません。後で試すか、別の方法をお使いください。',
    'provider-not-accepted': '{provider}の情報ではご利用いただけません。',
    'provider-unnamed': '連携または解除するアカウントを指定してください。',
    'last-way-provider':
      'これが最後のログイン方法です。先にパスワードを設定するか、別のアカウントと連携してください。',
    'last-way-key':
      'これが最後のログイン方法です。先にパスワードを設定するか、別のキーを追加してください。',
    'key-not-added':
      'このキーを追加できませんでした。ページを再読み込みして、もう一度お試しください。',
    'key-there': 'このキーはすでに設定されています。',
    'key-answer': 'パスキーまたはセキュリティキーの応答ではありません。もう一度お試しください。',
    'app-there': '認証アプリはすでに設定されています。別のアプリを設定する前に削除してください。',
    'app-key-gone':
      '認証アプリのキーはこのフォームで無効になりました。新しいキーを使ってください。',
    'no-codes': 'バックアップコードはまだありません。新しく作成してください。',
    'no-new-codes': '確認する新しいバックアップコードはありません。新しく作成してください。',
  },
}
