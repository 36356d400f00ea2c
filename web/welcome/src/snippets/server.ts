import { prefixNote, type SnippetMaker } from './snippet'

export const node: SnippetMaker = (target, words) => ({
  id: 'node',
  label: 'Node.js',
  secret: true,
  notes: prefixNote(target, words, 'pusher (npm)'),
  blocks: [
    { caption: words.snippets.install, language: 'sh', code: 'npm install pusher' },
    {
      caption: words.snippets.code,
      language: 'js',
      code: `import Pusher from 'pusher'

const pusher = new Pusher({
  appId: '${target.appId}',
  key: '${target.key}',
  secret: 'YOUR_SECRET',
  host: '${target.host}',
  port: '${target.port}',
  useTLS: ${target.tls},
})

await pusher.trigger('${target.channel}', '${target.event}', {
  text: '${words.snippets.greetingFrom('Node.js')}',
})`,
    },
  ],
})

export const java: SnippetMaker = (target, words) => ({
  id: 'java',
  label: 'Java',
  secret: true,
  notes: prefixNote(target, words, 'pusher-http-java'),
  blocks: [
    {
      caption: words.snippets.dependency,
      language: 'xml',
      code: `<dependency>
  <groupId>com.pusher</groupId>
  <artifactId>pusher-http-java</artifactId>
  <version>1.3.4</version>
</dependency>`,
    },
    {
      caption: words.snippets.code,
      language: 'java',
      code: `import com.pusher.rest.Pusher;
import java.util.Map;

void main() {
  var pusher = new Pusher("${target.appId}", "${target.key}", "YOUR_SECRET");
  pusher.setHost("${target.host}:${target.port}");
  pusher.setEncrypted(${target.tls});

  pusher.trigger("${target.channel}", "${target.event}",
      Map.of("text", "${words.snippets.greetingFrom('Java')}"));
}`,
    },
  ],
})
