package dev.parley.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.messenger.conversation.Conversation;
import dev.parley.messenger.search.Excerpt;
import dev.parley.messenger.search.Hit;
import dev.parley.messenger.search.People;
import dev.parley.messenger.search.Range;
import dev.parley.messenger.search.Titles;
import dev.parley.server.view.PersonView;
import dev.parley.server.view.Texts;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a search found, as the HTTP API tells it. */
final class SearchJson {
  private SearchJson() {}

  /**
   * A part of a text to be marked, in UTF-16 units, as strings of JavaScript count.
   *
   * @param start the first one
   * @param end the first one behind it
   */
  @Serdeable
  record Highlight(int start, int end) {
    static List<Highlight> all(List<Range> ranges) {
      return ranges.stream().map(one -> new Highlight(one.start(), one.end())).toList();
    }
  }

  /**
   * A message that was found.
   *
   * @param conversationId where it stands; its title is told beside
   * @param seq its number there: read around it to show it in its place
   * @param id unique among all messages
   * @param senderId who sent it, told beside
   * @param kind {@code text}, {@code image} or {@code file}
   * @param text as it was written, or the part around what was found
   * @param cutBefore whether the message begins before it
   * @param cutAfter whether the message goes on behind it
   * @param highlights parts of this text, in order
   * @param sentAt ISO 8601, UTC
   * @param editedAt of the last change of its text
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record FoundMessage(
      String conversationId,
      long seq,
      String id,
      String senderId,
      String kind,
      String text,
      boolean cutBefore,
      boolean cutAfter,
      List<Highlight> highlights,
      String sentAt,
      @Nullable String editedAt) {
    static FoundMessage of(Hit hit) {
      Excerpt excerpt = hit.excerpt();
      return new FoundMessage(
          Texts.id(hit.conversation().id()),
          hit.seq(),
          Texts.id(hit.messageId()),
          Texts.id(hit.senderId()),
          hit.kind().name().toLowerCase(Locale.ROOT),
          excerpt.text(),
          excerpt.cutBefore(),
          excerpt.cutAfter(),
          Highlight.all(excerpt.highlights()),
          Texts.time(hit.sentAt()),
          Texts.timeOrNull(hit.editedAt()));
    }
  }

  /**
   * Somebody who was found.
   *
   * @param person who
   * @param alias the caller's own name for a contact
   * @param highlights parts of the display name
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record FoundPerson(PersonView person, @Nullable String alias, List<Highlight> highlights) {
    static FoundPerson of(People.FoundPerson found) {
      return new FoundPerson(
          PersonView.of(found.profile()), found.alias(), Highlight.all(found.highlights()));
    }
  }

  /**
   * A group that was found.
   *
   * @param conversation which
   * @param highlights parts of the title
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record FoundGroup(FoundPlace conversation, List<Highlight> highlights) {
    static FoundGroup of(Titles.FoundGroup found, long userId) {
      return new FoundGroup(
          FoundPlace.of(found.conversation(), userId), Highlight.all(found.highlights()));
    }
  }

  /**
   * A conversation that holds what was found.
   *
   * @param id a string of digits
   * @param kind {@code direct} or {@code group}
   * @param title of a group; null for a direct one, which is called by its peer
   * @param avatarId of a group: a file; null for none
   * @param peerId the other one of a direct conversation, told beside; null for a group
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record FoundPlace(
      String id,
      String kind,
      @Nullable String title,
      @Nullable String avatarId,
      @Nullable String peerId) {
    static FoundPlace of(Conversation conversation, long userId) {
      return new FoundPlace(
          Texts.id(conversation.id()),
          conversation.kind().name().toLowerCase(Locale.ROOT),
          conversation.title(),
          Texts.idOrNull(conversation.avatarFile()),
          conversation.isDirect() ? Texts.id(conversation.peerOf(userId)) : null);
    }
  }

  /**
   * What was found.
   *
   * @param messages the best first; empty if only others were asked for
   * @param conversations those of the messages
   * @param people senders of the messages, and peers of their direct conversations
   * @param persons people whose handle, name or alias was meant, on the first page only
   * @param groups the caller's groups whose title was meant, on the first page only
   * @param next cursor of the next messages; null on the last page
   * @param partial true if no message held all words: these hold at least half of them
   * @param complete false if only the newest messages of each conversation were looked at, because
   *     too many could be meant; filters help
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Answer(
      List<FoundMessage> messages,
      List<FoundPlace> conversations,
      List<PersonView> people,
      List<FoundPerson> persons,
      List<FoundGroup> groups,
      @Nullable String next,
      boolean partial,
      boolean complete) {}
}
