package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.channels.app.Feature;
import dev.parley.channels.app.Limit;
import dev.parley.conformance.kit.Frame;
import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Probe;
import dev.parley.conformance.kit.Setup;
import dev.parley.conformance.kit.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnStage.class)
@Timeout(60)
class WatchlistTest {
  private static final String EVENTS = "pusher_internal:watchlist_events";

  private final Stage stage;

  WatchlistTest(Stage shared) {
    this.stage = shared.with(Setup.standard().withLimit(Limit.OFFLINE_GRACE_MILLIS, 100));
  }

  @Test
  @Checklist(98)
  void theStateOfTheWatchedFollowsTheSuccess() {
    stage.connect().signIn("{\"id\":\"on\"}");
    Probe watcher = stage.connect();
    watcher.signIn("{\"id\":\"watcher\",\"watchlist\":[\"on\",\"off\"]}");
    Frame state = watcher.expect(EVENTS);
    assertThat(state.channel()).isNull();
    assertThat(changes(state)).isEqualTo("{offline=[off], online=[on]}");
  }

  @Test
  @Checklist(98)
  void anEmptyListIsLeftOut() {
    Probe watcher = stage.connect();
    watcher.signIn("{\"id\":\"watcher\",\"watchlist\":[\"nobody\"]}");
    assertThat(changes(watcher.expect(EVENTS))).isEqualTo("{offline=[nobody]}");
    Probe careless = stage.connect();
    careless.signIn("{\"id\":\"careless\",\"watchlist\":[]}");
    careless.expectNothing();
  }

  @Test
  @Checklist(99)
  void firstAndLastConnectionsAreToldOnce() {
    Probe watcher = stage.connect();
    watcher.signIn("{\"id\":\"watcher\",\"watchlist\":[\"x\",\"y\"]}");
    watcher.expect(EVENTS);
    Probe first = stage.connect();
    first.signIn("{\"id\":\"x\"}");
    assertThat(changes(watcher.expect(EVENTS))).isEqualTo("{online=[x]}");
    Probe second = stage.connect();
    second.signIn("{\"id\":\"x\"}");
    second.signIn("{\"id\":\"x\"}");
    Probe control = stage.connect();
    control.signIn("{\"id\":\"y\"}");
    assertThat(changes(watcher.expect(EVENTS))).isEqualTo("{online=[y]}");

    // x loses one of two connections, then y its only one: when y is told, x would have been
    leave(first);
    leave(control);
    assertThat(changes(watcher.expect(EVENTS))).isEqualTo("{offline=[y]}");
    leave(second);
    assertThat(changes(watcher.expect(EVENTS))).isEqualTo("{offline=[x]}");
    watcher.expectNothing(stage.api());
  }

  @Test
  @Checklist(99)
  void whoReturnsWithinTheGraceWasNeverGone() {
    Stage patient = stage.with(Setup.standard().withLimit(Limit.OFFLINE_GRACE_MILLIS, 2_000));
    Probe returning = patient.connect();
    returning.signIn("{\"id\":\"x\"}");
    Probe control = patient.connect();
    control.signIn("{\"id\":\"y\"}");
    Probe watcher = patient.connect();
    watcher.signIn("{\"id\":\"watcher\",\"watchlist\":[\"x\",\"y\"]}");
    watcher.expect(EVENTS);
    leave(returning);
    patient.connect().signIn("{\"id\":\"x\"}");
    leave(control);
    assertThat(changes(watcher.expect(EVENTS))).isEqualTo("{offline=[y]}");
  }

  @Test
  @Checklist(100)
  void ofALongListTheFirstHundredAreWatched() {
    String ids =
        IntStream.rangeClosed(1, 101)
            .mapToObj(i -> "\"u" + i + "\"")
            .collect(Collectors.joining(","));
    Probe watcher = stage.connect();
    watcher.askToSignIn("{\"id\":\"watcher\",\"watchlist\":[" + ids + "]}");
    List<Frame> answers = new ArrayList<>();
    while (answers.isEmpty() || !answers.getLast().event().equals(EVENTS)) {
      answers.add(watcher.expectAny());
    }
    assertThat(answers).hasSize(3);
    assertThat(answers.subList(0, 2))
        .extracting(Frame::event)
        .containsExactlyInAnyOrder("pusher:signin_success", "pusher:error");
    assertThat(answers)
        .filteredOn(f -> f.event().equals("pusher:error"))
        .extracting(Frame::errorCode)
        .containsExactly(4302);
    assertThat(answers.getLast().data().path("events").path(0).path("user_ids").size())
        .isEqualTo(100);
    stage.connect().signIn("{\"id\":\"u101\"}");
    stage.connect().signIn("{\"id\":\"u100\"}");
    assertThat(changes(watcher.expect(EVENTS))).isEqualTo("{online=[u100]}");
  }

  @Test
  void nothingIsWatchedWhereTheAppDoesNotAllowIt() {
    Stage off = stage.with(Setup.standard().withOptions(o -> o.with(Feature.WATCHLISTS, false)));
    Probe watcher = off.connect();
    watcher.signIn("{\"id\":\"watcher\",\"watchlist\":[\"x\"]}");
    watcher.expectNothing();
  }

  private static void leave(Probe probe) {
    probe.sendClose(1000);
    probe.expectClose(1000);
    probe.expectGone();
  }

  /** The changes of one message by name, ids sorted. */
  private static String changes(Frame frame) {
    var changes = new TreeMap<String, Set<String>>();
    for (JsonNode event : frame.data().path("events")) {
      var ids = new TreeSet<String>();
      event.path("user_ids").forEach(id -> ids.add(id.textValue()));
      changes.put(event.path("name").asText(), ids);
    }
    return changes.toString();
  }
}
