package dev.parley.server.sync;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.assembly.Messenger;
import dev.parley.messenger.conversation.Groups;
import dev.parley.messenger.conversation.Retention;
import dev.parley.messenger.message.Content;
import dev.parley.messenger.message.SendCommand;
import dev.parley.messenger.message.Target;
import dev.parley.messenger.outbox.SyncKind;
import dev.parley.server.sync.client.Transport.Refused;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Deeds by calls of the services. */
final class LocalDeeds implements Deeds {
  private static final long HOUR = 3_600_000;

  private final LocalGround ground;

  LocalDeeds(LocalGround ground) {
    this.ground = ground;
  }

  private Messenger on() {
    return ground.services().messenger;
  }

  /** Runs a deed, and tells what came of it. */
  <T> T done(Supplier<T> deed) {
    try {
      return deed.get();
    } catch (Refusal refusal) {
      throw new Refused(refusal.code().text());
    } finally {
      ground.tell();
    }
  }

  private void does(Runnable deed) {
    done(() -> {
      deed.run();
      return true;
    });
  }

  static long id(String text) {
    return Long.parseLong(text);
  }

  @Override
  public String group(String owner, String title, List<String> others) {
    var plan = new Groups.Plan(title, null, others.stream().map(LocalDeeds::id).toList());
    return done(() -> Long.toString(on().conversations().groups().create(id(owner), plan).id()));
  }

  @Override
  public String direct(String one, String other) {
    return done(() ->
        Long.toString(on().conversations().directs().open(id(one), id(other)).conversation().id()));
  }

  @Override
  public long say(
      String who, String conversation, String name, String text, @Nullable Long replySeq) {
    return done(() ->
        on().messages()
            .send(
                new SendCommand(
                    id(who),
                    new Target.InConversation(id(conversation)),
                    name,
                    new Content.Text(text),
                    replySeq,
                    null))
            .seq());
  }

  @Override
  public void edit(String who, String conversation, long seq, String text) {
    done(() -> on().edits().edit(id(conversation), seq, id(who), text));
  }

  @Override
  public void recall(String who, String conversation, long seq) {
    done(() -> on().edits().recall(id(conversation), seq, id(who)));
  }

  @Override
  public void react(String who, String conversation, long seq, String emoji) {
    done(() -> on().reactions().add(id(conversation), seq, id(who), emoji));
  }

  @Override
  public void unreact(String who, String conversation, long seq, String emoji) {
    done(() -> on().reactions().remove(id(conversation), seq, id(who), emoji));
  }

  @Override
  public void pinMessage(String who, String conversation, long seq) {
    done(() -> on().pins().pin(id(conversation), seq, id(who)));
  }

  @Override
  public void unpinMessage(String who, String conversation, long seq) {
    done(() -> on().pins().unpin(id(conversation), seq, id(who)));
  }

  @Override
  public void add(String actor, String conversation, String whom) {
    done(() ->
        on().conversations().memberships().add(id(actor), id(conversation), List.of(id(whom))));
  }

  @Override
  public void remove(String actor, String conversation, String whom) {
    does(() -> on().conversations().memberships().remove(id(actor), id(conversation), id(whom)));
  }

  @Override
  public void leave(String who, String conversation) {
    does(() -> on().conversations().memberships().leave(id(who), id(conversation)));
  }

  @Override
  public void handOver(String actor, String conversation, String whom) {
    does(() -> on().conversations().roles().handOver(id(actor), id(conversation), id(whom)));
  }

  @Override
  public void silence(String actor, String conversation, String whom) {
    long until = ground.now() + 60_000;
    does(() -> on().conversations().roles().silence(id(actor), id(conversation), id(whom), until));
  }

  @Override
  public void rename(String actor, String conversation, String title) {
    var change = new Groups.Change(title, null);
    done(() -> on().conversations().groups().change(id(actor), id(conversation), change));
  }

  @Override
  public void keepAnHour(String actor, String conversation) {
    var change = new Groups.Change(null, null, new Retention(HOUR / 1_000));
    done(() -> on().conversations().groups().change(id(actor), id(conversation), change));
  }

  @Override
  public void dissolve(String actor, String conversation) {
    does(() -> on().conversations().dissolution().dissolve(id(actor), id(conversation)));
  }

  @Override
  public void read(String who, String conversation, long seq) {
    done(() -> on().receipts().read(id(conversation), id(who), seq));
  }

  @Override
  public void markUnread(String who, String conversation) {
    does(() -> on().receipts().markUnread(id(conversation), id(who)));
  }

  @Override
  public void mute(String who, String conversation, boolean muted) {
    Long until = muted ? (Long) (ground.now() + HOUR) : null;
    done(() -> on().conversations().mySettings().mute(id(who), id(conversation), until));
  }

  @Override
  public void pin(String who, String conversation, boolean pinned) {
    done(() ->
        pinned
            ? on().conversations().mySettings().pin(id(who), id(conversation))
            : on().conversations().mySettings().unpin(id(who), id(conversation)));
  }

  @Override
  public void draft(String who, String conversation, String text) {
    done(() -> on().conversations().mySettings().draft(id(who), id(conversation), text));
  }

  @Override
  public void delete(String who, String conversation, long seq) {
    done(() -> on().conversations().myDeletions().delete(id(who), id(conversation), List.of(seq)));
  }

  @Override
  public void hide(String who, String conversation) {
    done(() -> on().conversations().mySettings().hide(id(who), id(conversation)));
  }

  @Override
  public void block(String who, String whom, boolean blocked) {
    does(() -> {
      if (blocked) {
        on().blocks().block(id(who), id(whom));
      } else {
        on().blocks().unblock(id(who), id(whom));
      }
    });
  }

  @Override
  public void contact(String who, String whom, boolean known) {
    does(() -> {
      if (known) {
        on().contacts().add(id(who), id(whom), null);
      } else {
        on().contacts().remove(id(who), id(whom));
      }
    });
  }

  /** As the statement that counts members does it, for a group of five hundred. */
  @Override
  public void grow(String conversation) {
    done(() ->
        ground
            .services()
            .transactions
            .<Boolean>write(
                id(conversation),
                (handle, _) -> {
                  handle
                      .createQuery(
                          """
                          update conversation
                          set fanout = 1, version = version + 1, fanout_version = version + 1
                          where conversation_id = :id and kind = 1 and fanout = 0
                            and dissolved_at is null
                          returning version
                          """)
                      .bind("id", id(conversation))
                      .mapTo(Long.class)
                      .findOne()
                      .ifPresent(version ->
                          ground
                              .services()
                              .outbox
                              .toMembers(handle, SyncKind.CONVERSATION, id(conversation), version));
                  return true;
                }));
  }
}
