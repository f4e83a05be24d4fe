import type { LeavingTexts } from '../translation.ts'

export const leaving: LeavingTexts = {
  leave: {
    link: '删除我的账号',
    title: '要删除您的账号吗？',
    lead: '此处保存的与您有关的所有信息都将被永久删除。',
    waits: '删除将等到 {when}。您现在会在所有设备上退出登录；如需保留账号，请在此之前登录。',
    atOnce: '删除将立即执行，且无法撤销。',
    confirm: '是，删除我的账号以及与我有关的所有信息',
    button: '删除我的账号',
    notConfirmed: '请勾选复选框以删除您的账号。',
    back: '保留我的账号',
    requestedTitle: '您的账号将被删除',
    requestedLead: '账号将于 {when} 删除。如需保留，请在此之前登录。您已在所有设备上退出登录。',
    keep: '登录以保留账号',
    doneTitle: '您的账号已被删除',
    doneLead: '此处保存的与您有关的所有信息均已删除。',
  },
}
