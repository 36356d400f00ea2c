package dev.parley.conformance.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conformance.kit.Json;
import dev.parley.conformance.kit.Reply;
import dev.parley.conformance.kit.ServerUnderTest;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Everybody writes as fast as the server answers, until it does not answer any more. */
final class Talk {
  private static final int PATIENCE_SECONDS = 60;

  private final Town town;
  private final Ledger ledger;

  Talk(Town town, Ledger ledger) {
    this.town = town;
    this.ledger = ledger;
  }

  /**
   * Lets everybody talk, and calls {@code end} in the middle of it.
   *
   * @param name unique among the talks of a test
   * @param seed what is said where
   * @param acks how many messages must be acknowledged before the end
   * @return messages that were sent but never acknowledged
   */
  List<Attempt> until(ServerUnderTest server, String name, long seed, int acks, Runnable end) {
    var enough = new CountDownLatch(acks);
    var talking = new ArrayList<Future<List<Attempt>>>();
    var clients = town.people().stream().map(person -> Client.of(server, person)).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < clients.size(); i++) {
        var speaker = new Speaker(town.people().get(i), clients.get(i), new Random(seed + i));
        talking.add(threads.submit(() -> speaker.talk(name, enough)));
      }
      try {
        assertThat(enough.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
            .as("%d acknowledgements within %d s", acks, PATIENCE_SECONDS)
            .isTrue();
      } finally {
        end.run();
      }
      return talking.stream().map(Talk::result).flatMap(Collection::stream).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } finally {
      clients.forEach(Client::close);
    }
  }

  private static List<Attempt> result(Future<List<Attempt>> speaker) {
    try {
      return speaker.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("a speaker stopped for another reason than the end", e);
    }
  }

  /** One person with one connection. */
  private final class Speaker {
    private final Person person;
    private final Client client;
    private final Random random;

    Speaker(Person person, Client client, Random random) {
      this.person = person;
      this.client = client;
      this.random = random;
    }

    List<Attempt> talk(String name, CountDownLatch enough) {
      List<Town.Room> rooms = town.roomsOf(person);
      for (int number = 0; ; number++) {
        String room = rooms.get(random.nextInt(rooms.size())).id();
        String own = "%s-%s-%d".formatted(name, person.username(), number);
        var attempt =
            new Attempt(room, person.id(), own, own + " " + "x".repeat(random.nextInt(400)));
        Ack ack = send(attempt);
        if (ack == null) {
          return List.of(attempt);
        }
        ledger.add(ack);
        enough.countDown();
        if (number % 5 == 4 && !read(room, ack.seq() - 1)) {
          return List.of();
        }
      }
    }

    /** Null if the server is gone, or its database is. */
    private @Nullable Ack send(Attempt attempt) {
      try {
        Reply reply = client.send(attempt);
        if (reply.status() >= 500) {
          return null;
        }
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return Ack.of(attempt, reply);
      } catch (UncheckedIOException _) {
        return null;
      }
    }

    private boolean read(String room, long seq) {
      try {
        String path = "/api/conversations/" + room + "/read";
        return client.post(path, Json.object().put("seq", seq)).status() == 200;
      } catch (UncheckedIOException _) {
        return false;
      }
    }
  }
}
