import type { Dictionary } from './dictionary'

export const zh: Dictionary = {
  tag: 'zh-CN',
  title: 'Parley · 快速上手',
  quickStart: '快速上手',
  skipToContent: '跳到正文',
  language: '语言',
  toDark: '切换到深色主题',
  toLight: '切换到浅色主题',

  heading: '认识一下你的实时服务器',
  lead: 'Parley 兼容 Pusher Channels 协议。继续使用原来的官方 SDK，只需把连接地址改到这里。',

  loading: '正在读取服务器的应用信息…',
  loadFailed: '无法读取服务器的应用信息。',
  tryAgain: '重试',

  copy: '复制',
  copied: '已复制',
  copyFailed: '请按 Ctrl+C',
  copyNamed: (what) => `复制 ${what}`,

  app: {
    heading: '本服务器的应用',
    id: '应用 ID',
    key: 'Key',
    address: '地址',
    secret: 'Secret',
    secretHint: ['运行 ', ' 查看'],
  },

  live: {
    heading: '实时连接',
    states: {
      initialized: '正在启动',
      connecting: '正在连接',
      connected: '已连接',
      unavailable: '无法连接服务器',
      failed: '浏览器不支持 WebSocket',
      disconnected: '已断开',
    },
    reconnecting: '正在重新连接',
    socketId: 'Socket ID',
    none: '无',
    reconnects: '重连次数',
    since: '连接时间',
    channel: '频道',
    retryIn: (seconds) => `约 ${seconds} 秒后再次尝试。`,
    retryNow: '立即重连',
    refused: (code, message) => `服务器拒绝了连接：${message}（代码 ${code}）。`,
    asked: (code, message) => `服务器要求重新连接：${message}（代码 ${code}）。`,
    broken: '连接中断。',
    brokenBecause: (message) => `连接中断：${message}。`,
    noWebSocket: '当前浏览器不支持 WebSocket，无法建立实时连接。',
  },

  publish: {
    label: '发送一个事件',
    placeholder: '写点什么',
    button: '发送',
    empty: '请先输入内容。',
    offHeading: '本页的发送功能已关闭',
    offText: '这台服务器没有开放网页表单。请在终端发送事件，它会实时出现在这里。',
    greeting: '你好，Parley！',
    unreachable: '无法连接服务器。内容已保留，连接恢复后请再次发送。',
    tooMany: (seconds) =>
      seconds === null ? '发送过于频繁，请稍候再试。' : `发送过于频繁，请在 ${seconds} 秒后再试。`,
    forbidden: '服务器不接受来自本页的事件，请通过服务器自己的地址打开本页。',
    refused: (status, detail) =>
      detail ? `服务器拒绝了该事件：${detail}` : `服务器拒绝了该事件（状态码 ${status}）。`,
    notArrived: '服务器已接受事件，但 5 秒内没有通过连接送达。请重新连接后再发送。',
    notConnected: '已发送。当前没有实时连接，因此无法在这里显示。',
  },

  feed: {
    heading: '事件',
    emptyHeading: '还没有事件',
    emptyText: '发送一个，看它通过连接实时返回；另开一个窗口也能同时看到。',
    emptyTextOff: '这个频道上的事件会实时出现在这里。',
    emptyButton: '发送“你好，Parley！”',
    roundTrip: (millis) => `往返 ${millis} 毫秒`,
    elsewhere: '来自其他发送方',
    announce: (text) => `收到事件：${text}`,
  },

  snippets: {
    heading: '接入你的代码',
    lead: (channel, event) => `已按本服务器填好，都使用频道 ${channel} 和事件 ${event}。`,
    tabs: 'SDK',
    secretNote: ['请替换 YOUR_SECRET：在服务器上运行 ', ' 即可查看。不要把它放进浏览器代码或代码仓库。'],
    install: '安装',
    terminal: '终端',
    code: '代码',
    dependency: 'Maven 依赖',
    environment: 'Laravel .env',
    receive: '接收',
    greetingFrom: (what) => `来自 ${what} 的问候`,
    echoNote: '“message”前面的点让 Echo 不再给事件名加上 PHP 命名空间。',
    reverbNote:
      '原来使用 Reverb？保留它的驱动，把 REVERB_APP_ID、REVERB_APP_KEY、REVERB_APP_SECRET、REVERB_HOST、REVERB_PORT、REVERB_SCHEME 设为相同的值即可。',
    noPathOption: (sdk, prefix) =>
      `${sdk} 没有路径前缀选项（当前前缀为 ${prefix}）：请把该地址的 /apps 转发到 Parley，或为它提供不带前缀的地址。`,
  },

  footer: {
    alive: '存活检查',
    ready: '就绪检查',
    metrics: '运行指标',
    aria: '服务器状态页面',
  },
}
