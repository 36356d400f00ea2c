package dev.parley.server.wiring;

import dev.parley.messenger.EventListeners;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.conversation.Access;
import dev.parley.messenger.search.IndexWorker;
import dev.parley.messenger.search.People;
import dev.parley.messenger.search.Search;
import dev.parley.messenger.search.SearchIndex;
import dev.parley.messenger.search.Titles;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Searching: the services as singletons, and the worker that keeps the index. */
@Factory
final class SearchParts {
  @Singleton
  SearchIndex searchIndex(Transactions transactions) {
    return new SearchIndex(transactions);
  }

  @Singleton
  @Bean(preDestroy = "close")
  IndexWorker indexWorker(SearchIndex index, EventListeners listeners) {
    var worker = new IndexWorker(index);
    listeners.add(worker);
    return worker;
  }

  @Singleton
  People people(Transactions transactions) {
    return new People(transactions);
  }

  @Singleton
  Titles titles(Transactions transactions, Access access) {
    return new Titles(transactions, access);
  }

  @Singleton
  Search search(Transactions transactions, Access access, People people, Clock clock) {
    return new Search(transactions, access, people, clock);
  }
}
