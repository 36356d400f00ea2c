package dev.parley.server.wiring;

import dev.parley.messenger.Transactions;
import dev.parley.messenger.assembly.Messenger;
import dev.parley.messenger.conversation.Companions;
import dev.parley.messenger.conversation.Conversations;
import dev.parley.messenger.conversation.MyDeletions;
import dev.parley.messenger.privacy.Privacy;
import dev.parley.messenger.privacy.PrivacyDeletion;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** What people show of themselves, and what they no longer want to see: the services. */
@Factory
final class PrivacyParts {
  @Singleton
  Privacy privacy(Messenger messenger) {
    return messenger.privacy();
  }

  @Singleton
  PrivacyDeletion privacyDeletion() {
    return new PrivacyDeletion();
  }

  @Singleton
  MyDeletions myDeletions(Conversations conversations) {
    return conversations.myDeletions();
  }

  @Singleton
  Companions companions(Transactions transactions) {
    return new Companions(transactions);
  }
}
