package dev.parley.server.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.push.Notice;
import dev.parley.messenger.push.PushQueue;
import dev.parley.messenger.push.PushText;
import dev.parley.messenger.push.Subscription;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the answers of push services mean. */
class PusherTest {
  private static final Notice NOTICE = new Notice(1, 2, 3, 7, 0, 0, 0, 1);

  private static PushQueue.Ready ready(PushText.Kind kind) {
    var to = new Subscription(1, 3, 4, "https://push.example/x", "p", "a", "en", 0);
    return new PushQueue.Ready(NOTICE, to, new PushText(kind, 2, 7, false, false, null, 1, 1, 0));
  }

  private static PushQueue.Outcome outcome(int status) {
    return Pusher.outcome(
        ready(PushText.Kind.MESSAGE), new PushService.Answer(status, Duration.ofSeconds(9)));
  }

  @ParameterizedTest
  @CsvSource({
    "200, Told",
    "201, Told",
    "202, Told",
    "204, Told",
    "404, Gone",
    "410, Gone",
    "429, Failed",
    "500, Failed",
    "502, Failed",
    "503, Failed",
    "599, Failed",
    "301, GivenUp",
    "307, GivenUp",
    "400, GivenUp",
    "401, GivenUp",
    "403, GivenUp",
    "411, GivenUp",
    "413, GivenUp",
    "428, GivenUp",
  })
  void shouldTellAnswersApart(int status, String kind) {
    assertThat(outcome(status).getClass().getSimpleName()).isEqualTo(kind);
  }

  @Test
  void shouldPassOnWhatWasToldAndWhenToComeAgain() {
    assertThat(outcome(201)).isEqualTo(new PushQueue.Told(NOTICE, 7));
    assertThat(outcome(503)).isEqualTo(new PushQueue.Failed(NOTICE, Duration.ofSeconds(9)));
    var taken = new PushService.Answer(201, null);
    assertThat(Pusher.outcome(ready(PushText.Kind.RECALLED), taken))
        .isEqualTo(new PushQueue.Told(NOTICE, 0));
  }
}
