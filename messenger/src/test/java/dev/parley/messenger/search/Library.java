package dev.parley.messenger.search;

import dev.parley.messenger.Transactions;
import dev.parley.messenger.conversation.Groups;
import dev.parley.messenger.message.Content;
import dev.parley.messenger.message.SendCommand;
import dev.parley.messenger.message.Sent;
import dev.parley.messenger.message.Target;
import dev.parley.messenger.message.World;
import dev.parley.store.Engine;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** People who talk, and the services that find what they said. */
final class Library implements AutoCloseable {
  private static final AtomicLong NAMES = new AtomicLong();

  final World world;
  final SearchIndex index;
  final Search search;
  final People people;
  final Titles titles;

  Library(Engine engine) {
    var made = new AtomicReference<SearchIndex>();
    world =
        new World(
            engine,
            transactions -> {
              made.set(new SearchIndex(transactions));
              return made.get();
            });
    index = Objects.requireNonNull(made.get());
    var transactions = new Transactions(world.store(), _ -> {});
    people = new People(transactions);
    search = new Search(transactions, world.all.access(), people, world::now);
    titles = new Titles(transactions, world.all.access());
  }

  /** Waits for nothing: indexes all that is new. */
  void indexAll() {
    while (index.runBatch().more()) {
      world.passes(0);
    }
  }

  long group(String title, long... members) {
    return world
        .all
        .groups()
        .create(
            members[0],
            new Groups.Plan(title, null, Arrays.stream(members).skip(1).boxed().toList()))
        .id();
  }

  /** Sends to somebody; the direct conversation begins if need be. */
  Sent tell(long sender, long receiver, String text) {
    return world.messages.send(
        new SendCommand(
            sender,
            new Target.ToUser(receiver),
            "d" + NAMES.incrementAndGet(),
            new Content.Text(text),
            null,
            null));
  }

  FoundMessages find(long reader, String text) {
    indexAll();
    return search.messages(MessageSearch.of(reader, text));
  }

  /** What was found, the best first. */
  List<String> texts(long reader, String text) {
    return find(reader, text).hits().stream().map(hit -> hit.excerpt().text()).toList();
  }

  @Override
  public void close() {
    world.close();
  }
}
