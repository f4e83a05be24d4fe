import type { LeavingTexts } from '../translation.ts'

export const leaving: LeavingTexts = {
  leave: {
    link: 'アカウントを削除する',
    title: 'アカウントを削除しますか？',
    lead: 'ここに保存されているあなたの情報はすべて完全に削除されます。',
    waits:
      '削除は{when}まで保留されます。今すぐすべてのデバイスからログアウトされます。アカウントを残すには、それまでにログインしてください。',
    atOnce: 'すぐに実行され、元に戻すことはできません。',
    confirm: 'はい、アカウントと保存されている私の情報をすべて削除します',
    button: 'アカウントを削除する',
    notConfirmed: 'アカウントを削除するには、チェックを入れてください。',
    back: 'アカウントを残す',
    requestedTitle: 'アカウントが削除される予定です',
    requestedLead:
      '{when}に削除されます。残すには、それまでにログインしてください。すべてのデバイスからログアウトされています。',
    keep: 'ログインしてアカウントを残す',
    doneTitle: 'アカウントが削除されました',
    doneLead: 'ここに保存されていたあなたの情報はすべて削除されました。',
  },
}
