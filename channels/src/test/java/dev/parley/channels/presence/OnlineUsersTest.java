package dev.parley.channels.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OnlineUsersTest {
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  private static final class Watcher implements UserConnection {
    final List<String> heard = new ArrayList<>();

    @Override
    public synchronized void watched(List<String> online, List<String> offline) {
      heard.add("+" + online + "-" + offline);
    }

    synchronized List<String> heard() {
      return List.copyOf(heard);
    }

    @Override
    public void terminate() {}
  }

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void shouldTellTheStateFirstAndEveryChangeOnce() {
    var users = new OnlineUsers(timer, 0);
    var watcher = new Watcher();
    var first = new Watcher();
    var second = new Watcher();
    users.signIn(first, "ann");
    users.watch(watcher, Set.of("ann"));
    users.signIn(second, "ann");
    users.signOut(first, "ann", Set.of());
    users.signOut(second, "ann", Set.of());
    users.signIn(first, "ann");
    assertThat(watcher.heard()).containsExactly("+[ann]-[]", "+[]-[ann]", "+[ann]-[]");
  }

  @Test
  void shouldStaySilentAboutAReload() {
    var users = new OnlineUsers(timer, 60_000);
    var watcher = new Watcher();
    var tab = new Watcher();
    users.signIn(tab, "ann");
    users.watch(watcher, Set.of("ann"));
    users.signOut(tab, "ann", Set.of());
    users.signIn(new Watcher(), "ann");
    assertThat(watcher.heard()).containsExactly("+[ann]-[]");
  }

  @Test
  void shouldReportOfflineWhenTheGraceIsOver() {
    var users = new OnlineUsers(timer, 20);
    var watcher = new Watcher();
    var tab = new Watcher();
    users.signIn(tab, "ann");
    users.watch(watcher, Set.of("ann"));
    users.signOut(tab, "ann", Set.of());
    Awaitility.await().until(() -> watcher.heard().size() == 2);
    assertThat(watcher.heard().getLast()).isEqualTo("+[]-[ann]");
  }

  @Test
  void shouldForgetWatchersThatLeft() {
    var users = new OnlineUsers(timer, 0);
    var watcher = new Watcher();
    users.signIn(watcher, "bob");
    users.watch(watcher, Set.of("ann"));
    users.signOut(watcher, "bob", Set.of("ann"));
    users.signIn(new Watcher(), "ann");
    assertThat(watcher.heard()).containsExactly("+[]-[ann]");
    assertThat(users.connectionsOf("bob")).isEmpty();
  }
}
