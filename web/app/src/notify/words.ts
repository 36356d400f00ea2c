/** What a service worker says: it has no words of the page's. */
const EN = {
  message: 'New message',
  image: 'Photo',
  file: 'File',
  recalled: 'A message was taken back',
  more: (count: number) => `${count} unread messages`,
  test: 'Notifications work on this device.',
}

const ZH: typeof EN = {
  message: '新消息',
  image: '图片',
  file: '文件',
  recalled: '一条消息已被撤回',
  more: (count) => `${count} 条未读消息`,
  test: '此设备可以收到通知。',
}

export const wordsOf = (locale: string): typeof EN => (locale.toLowerCase().startsWith('zh') ? ZH : EN)
