package dev.parley.server.demo;

import dev.parley.messenger.Ids;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.account.Passwords;
import dev.parley.messenger.account.Registration;
import dev.parley.messenger.assembly.Messenger;
import dev.parley.messenger.contact.Contacts;
import dev.parley.messenger.conversation.Conversation;
import dev.parley.messenger.conversation.ConversationList;
import dev.parley.messenger.conversation.ConversationSummary;
import dev.parley.messenger.conversation.Conversations;
import dev.parley.messenger.conversation.Groups;
import dev.parley.messenger.message.Content;
import dev.parley.messenger.message.MessageEdits;
import dev.parley.messenger.message.Messages;
import dev.parley.messenger.message.Reactions;
import dev.parley.messenger.message.SendCommand;
import dev.parley.messenger.message.Target;
import dev.parley.messenger.outbox.Outbox;
import dev.parley.messenger.receipt.Receipts;
import dev.parley.messenger.search.SearchIndex;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The messenger's services, at the time of the script, and the people on them. Whatever is done a
 * second time, with the same beginning, is not done again. One thread.
 */
final class Stage {
  private static final Duration LENGTH = Duration.ofDays(8);

  private final ScriptClock clock;
  private final Instant today;
  private final Accounts accounts;
  private final Conversations conversations;
  private final Messages messages;
  private final MessageEdits edits;
  private final Reactions reactions;
  private final Receipts receipts;
  private final Contacts contacts;
  private final Map<Cast, Long> people = new EnumMap<>(Cast.class);

  /**
   * A stage.
   *
   * @param begun when its people came, see {@link #begin}
   */
  Stage(
      Transactions transactions, Ids ids, Passwords passwords, InstantSource real, Instant begun) {
    this.today = begun.plus(LENGTH);
    this.clock = new ScriptClock(today);
    var outbox = new Outbox(ids, real); // what is to be delivered is new, whatever it tells of
    accounts = new Accounts(transactions, ids, clock, passwords, List.of());
    var messenger =
        Messenger.on(
            transactions, outbox, ids, clock, new SecureRandom(), new SearchIndex(transactions));
    conversations = messenger.conversations();
    messages = messenger.messages();
    edits = messenger.edits();
    reactions = messenger.reactions();
    receipts = messenger.receipts();
    contacts = messenger.contacts();
  }

  /** When people come to a play that ends today. */
  static Instant begin(InstantSource real) {
    return real.instant().minus(LENGTH);
  }

  /** Lets somebody in who was here before, or else is made now. */
  void enter(Cast one, String password, @Nullable Long known) {
    clock.set(today.minus(LENGTH));
    people.put(one, known == null ? register(one, password) : known);
  }

  private long register(Cast one, String password) {
    return accounts
        .registerForShow(
            new Registration(
                one.username(), password, one.address(), one.displayName(), one.locale()))
        .userId();
  }

  /** Puts everybody into the address book of everybody else. */
  void acquaint() {
    for (long one : people.values()) {
      people.values().stream()
          .filter(other -> other != one)
          .forEach(other -> contacts.add(one, other, null));
    }
  }

  /** The group of all who entered; the first line's speaker owns it. */
  void group(String title, List<Line> lines) {
    clock.set(lines.getFirst().moment(today).minus(Duration.ofMinutes(1)));
    long owner = id(lines.getFirst().who());
    long group =
        groupsOf(owner)
            .filter(known -> title.equals(known.title()))
            .findFirst()
            .orElseGet(() ->
                conversations
                    .groups()
                    .create(owner, new Groups.Plan(title, null, List.copyOf(people.values()))))
            .id();
    play(group, lines);
  }

  private Stream<Conversation> groupsOf(long user) {
    return conversations.list().page(user, ConversationList.Scope.MINE, null, null).items().stream()
        .map(ConversationSummary::conversation)
        .filter(conversation -> !conversation.isDirect());
  }

  void direct(Cast one, Cast other, List<Line> lines) {
    clock.set(lines.getFirst().moment(today));
    play(conversations.directs().open(id(one), id(other)).conversation().id(), lines);
  }

  private void play(long conversation, List<Line> lines) {
    var seqs = new ArrayList<Long>();
    for (Line line : lines) {
      clock.set(line.moment(today));
      Long before = seqs.isEmpty() ? null : seqs.getLast();
      var command =
          new SendCommand(
              id(line.who()),
              new Target.InConversation(conversation),
              "demo-" + (seqs.size() + 1),
              new Content.Text(line.text()),
              line.answers() == 0 ? null : seqs.get(line.answers() - 1),
              before);
      long seq = messages.send(command).seq();
      seqs.add(seq);
      receipts.read(conversation, id(line.who()), seq);
      answer(conversation, seq, line);
    }
    // everybody has a device that was reached, whatever they have read
    people.values().stream()
        .filter(user -> lines.stream().anyMatch(line -> id(line.who()) == user))
        .forEach(user -> receipts.delivered(conversation, user, seqs.getLast()));
  }

  private void answer(long conversation, long seq, Line line) {
    clock.set(line.moment(today).plusSeconds(30));
    if (line.correction() != null) {
      edits.edit(conversation, seq, id(line.who()), line.correction());
    }
    line.reactions().forEach((who, emoji) -> reactions.add(conversation, seq, id(who), emoji));
  }

  /** Says that nothing is missing: from now on their addresses count. */
  void finish() {
    accounts.vouchFor(people.values());
  }

  private long id(Cast one) {
    return Objects.requireNonNull(people.get(one), "not on the stage yet");
  }
}
