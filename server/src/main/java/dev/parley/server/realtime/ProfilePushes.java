package dev.parley.server.realtime;

import dev.parley.messenger.account.Profile;
import dev.parley.messenger.account.ProfileChanged;
import dev.parley.messenger.conversation.Companions;
import dev.parley.server.view.PersonView;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Pushes changed profiles, once a second each: to the person's own devices, to everybody connected
 * who has a conversation with that person, and where those are many, to the channel of the group.
 * Nothing is written for it; who is away asks at the next visit. Thread-safe.
 */
@Singleton
final class ProfilePushes {
  private final LivePublisher publisher;
  private final LiveUsers users;
  private final Companions companions;
  private final Map<Long, Profile> waiting = new ConcurrentHashMap<>();

  ProfilePushes(LivePublisher publisher, LiveUsers users, Companions companions) {
    this.publisher = publisher;
    this.users = users;
    this.companions = companions;
  }

  /** Calls for one person come one after the other. */
  void changed(ProfileChanged event) {
    waiting.put(event.profile().userId(), event.profile());
  }

  /** Pushes what was gathered; call once a second. Blocks for a read. */
  void flush() {
    for (long userId : List.copyOf(waiting.keySet())) {
      Profile profile = waiting.remove(userId);
      if (profile != null) {
        publish(profile);
      }
    }
  }

  private void publish(Profile profile) {
    PersonView view = PersonView.of(profile);
    publisher.publish(LiveChannel.user(profile.userId()), LiveEvent.PROFILE_UPDATE, view);
    Companions.Found found = companions.of(profile.userId());
    for (long reader : found.people()) {
      if (users.isConnected(reader)) {
        publisher.publish(LiveChannel.user(reader), LiveEvent.PROFILE_UPDATE, view);
      }
    }
    for (long group : found.groups()) {
      publisher.publish(LiveChannel.conversation(group), LiveEvent.PROFILE_UPDATE, view);
    }
  }
}
