package dev.parley.socketio.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.socketio.engine.EngineClient;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletionException;

/** A client of Socket.IO on a WebSocket, which may break every rule. For one thread. */
final class GatewaySocket {
  private final EngineClient.Socket socket;
  private final Map<Long, String> answers = new HashMap<>();
  private final Queue<String> others = new ArrayDeque<>();
  private long last;

  /** A client that has not said who it is. */
  GatewaySocket(EngineClient client) throws Exception {
    socket = client.socket("EIO=4&transport=websocket");
    assertThat(socket.next()).startsWith("0{");
  }

  static String connect(String token) {
    return "40{\"token\":\"" + token + "\"}";
  }

  static String message(long conversation, String body) {
    return "{\"message\":{\"conversationId\":\"%d\",\"body\":\"%s\"}}"
        .formatted(conversation, body);
  }

  void enter(String token) throws Exception {
    say(connect(token));
    assertThat(next()).startsWith("40{\"sid\":");
  }

  void say(String packet) {
    socket.say(packet);
  }

  void sayBinary(byte[] bytes) {
    socket.sayBinary(bytes);
  }

  /** Sends an event, and gives the number under which it is acknowledged. */
  long emit(String event, String json) {
    last++;
    socket.say("42" + last + "[\"" + event + "\"," + json + "]");
    return last;
  }

  String ask(String event, String json) throws Exception {
    return answer(emit(event, json));
  }

  String send(long conversation, String body) throws Exception {
    return ask("message", message(conversation, body));
  }

  /** The acknowledgement of an event. */
  String answer(long id) throws Exception {
    while (!answers.containsKey(id)) {
      take();
    }
    return Objects.requireNonNull(answers.remove(id));
  }

  /** The next that acknowledges nothing. */
  String next() throws Exception {
    while (others.isEmpty()) {
      take();
    }
    return others.remove();
  }

  /** The next of those that hold some words. */
  String hear(String words) throws Exception {
    String frame = next();
    while (!frame.contains(words)) {
      frame = next();
    }
    return frame;
  }

  private void take() throws Exception {
    String frame = socket.next();
    if (frame.startsWith("43")) {
      int from = frame.indexOf('[');
      String answer = frame.substring(from + 1, frame.length() - 1);
      answers.put(Long.parseLong(frame, 2, from, 10), answer);
    } else {
      others.add(frame);
    }
  }

  /** Goes without a word of Socket.IO; does nothing if it is closed already. */
  void leave() {
    try {
      socket.say("1");
    } catch (CompletionException _) {
      // the server has ended it
    }
  }

  int closed() throws Exception {
    return socket.closed();
  }
}
