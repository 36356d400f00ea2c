package dev.parley.messenger.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.account.ProfileImages;
import dev.parley.messenger.conversation.GroupImages;
import dev.parley.messenger.conversation.Groups;
import dev.parley.messenger.message.Attachments;
import dev.parley.messenger.message.Content;
import dev.parley.messenger.message.MessageKind;
import dev.parley.messenger.message.OnGroup;
import dev.parley.messenger.message.SendCommand;
import dev.parley.messenger.message.Sent;
import dev.parley.messenger.message.Target;
import dev.parley.store.Engine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the first byte of a file to its end: who may read it, and what takes it away. */
class MediaLifeTest extends OnGroup {
  private static final MediaLimits LIMITS = new MediaLimits(1_000, 2_500, 5);
  private static final long DAY = 86_400_000;

  @TempDir Path folder;
  private MediaStore store;
  private Spool spool;
  private Uploads uploads;
  private MediaFiles files;
  private MediaSweep sweep;
  private final List<Long> forgotten = new ArrayList<>();
  private long stranger;

  MediaLifeTest(Engine engine) {
    super(engine);
  }

  @BeforeEach
  void open() {
    store = new LocalMedia(folder.resolve("media"));
    spool = new Spool(folder.resolve("uploads"));
    uploads =
        new Uploads(
            world.transactions(),
            world.ids,
            world::now,
            LIMITS,
            spool,
            store,
            file ->
                Files.readString(file).startsWith("image")
                    ? new Inspector.Found(
                        "image/png", MediaKind.IMAGE, new Media.Picture(2, 3, "data:x"))
                    : new Inspector.Found("text/plain", MediaKind.FILE, null));
    files =
        new MediaFiles(
            world.transactions(),
            world::now,
            List.of(new ProfileImages(), new GroupImages(), new Attachments(world.all.access())));
    sweep = new MediaSweep(world.transactions(), world::now, files, store, forgotten::add);
    stranger = world.person("stranger");
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private Media upload(long owner, String text) throws IOException {
    return uploads.receive(owner, "name.txt", text.length(), bytes(text));
  }

  private Sent send(long sender, long conversation, long file) {
    return world.messages.send(
        new SendCommand(
            sender,
            new Target.InConversation(conversation),
            "f" + world.ids.next(),
            new Content.Attachment(MessageKind.FILE, file, ""),
            null,
            null));
  }

  private Sent forward(long sender, long from, long seq, long to) {
    return world.messages.send(
        new SendCommand(
            sender,
            new Target.InConversation(to),
            "f" + world.ids.next(),
            new Content.Forward(from, seq),
            null,
            null));
  }

  private void swept() {
    while (sweep.runBatch().more()) {
      world.passes(1);
    }
  }

  private long kept() throws IOException {
    if (!Files.exists(folder.resolve("media"))) {
      return 0;
    }
    try (Stream<Path> all = Files.walk(folder.resolve("media"))) {
      return all.filter(Files::isRegularFile).count();
    }
  }

  private static void assertRefused(RefusalCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  private void assertHidden(Media file, long... people) {
    for (long one : people) {
      assertRefused(RefusalCode.NOT_FOUND, () -> files.read(file.id(), one));
    }
  }

  @Test
  void shouldKeepWhatCameAndTellWhatItIs() throws IOException {
    Media file = upload(ann, "hello");
    assertThat(files.read(file.id(), ann)).isEqualTo(file);
    assertThat(file.name()).isEqualTo("name.txt");
    assertThat(file.type()).isEqualTo("text/plain");
    assertThat(file.size()).isEqualTo(5);
    assertThat(file.sha256())
        .isEqualTo("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
    try (InputStream in = store.read(MediaKeys.of(file.id()), 1, 3)) {
      assertThat(in.readAllBytes()).asString().isEqualTo("ell");
    }
    assertThat(folder.resolve("uploads")).isEmptyDirectory();
  }

  @Test
  void shouldRefuseWhatIsTooMuch() throws IOException {
    assertRefused(RefusalCode.TOO_LARGE, () -> uploads.begin(ann, "x", 1_001));
    assertRefused(RefusalCode.INVALID_FIELD, () -> uploads.begin(ann, "x", 0));
    assertRefused(RefusalCode.INVALID_FIELD, () -> uploads.begin(ann, "x\ny", 1));
    uploads.begin(ann, "x", 1_000);
    uploads.begin(ann, "x", 1_000);
    assertRefused(RefusalCode.RATE_LIMITED, () -> uploads.begin(ann, "x", 501));
    Media last = upload(ann, "last");
    files.delete(last.id(), ann);
    swept();
    assertRefused(RefusalCode.RATE_LIMITED, () -> uploads.begin(ann, "x", 497));
    for (int i = 0; i < 5; i++) {
      upload(bob, "small");
    }
    assertRefused(RefusalCode.RATE_LIMITED, () -> upload(bob, "one more"));
    world.passes(DAY + 1);
    upload(bob, "the next day");
  }

  @Test
  void shouldGoOnWhereAnUploadBroke() throws IOException {
    var begun = uploads.begin(ann, "long", 10);
    InputStream broken =
        new InputStream() {
          private boolean begun;

          @Override
          public int read() {
            throw new IllegalStateException("nobody reads single bytes");
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            if (begun) {
              throw new IOException("the line is cut");
            }
            begun = true;
            into[offset] = 'a';
            return 1;
          }
        };
    assertThatThrownBy(() -> uploads.append(ann, begun.id(), 0, broken))
        .hasMessage("the line is cut");
    long there = uploads.progress(ann, begun.id()).offset();
    assertThat(there).isEqualTo(1);
    assertRefused(RefusalCode.NOT_FOUND, () -> uploads.progress(bob, begun.id()));
    assertRefused(
        RefusalCode.UPLOAD_CONFLICT, () -> uploads.append(ann, begun.id(), 7, bytes("aaa")));
    assertRefused(
        RefusalCode.TOO_LARGE, () -> uploads.append(ann, begun.id(), there, bytes("a".repeat(11))));
    long now = uploads.progress(ann, begun.id()).offset();
    assertThat(uploads.append(ann, begun.id(), now, bytes("a".repeat((int) (10 - now)))).offset())
        .isEqualTo(10);
    assertThat(files.read(begun.id(), ann).size()).isEqualTo(10);
    assertRefused(RefusalCode.NOT_FOUND, () -> uploads.progress(ann, begun.id()));
  }

  @Test
  void shouldLeaveNothingOfWhatWasCancelledExpiredOrCutOff() throws IOException {
    var cancelled = uploads.begin(ann, "x", 10);
    uploads.append(ann, cancelled.id(), 0, bytes("abc"));
    uploads.cancel(ann, cancelled.id());
    assertRefused(RefusalCode.NOT_FOUND, () -> uploads.progress(ann, cancelled.id()));
    assertThatThrownBy(() -> uploads.receive(ann, "x", 10, bytes("abc")))
        .hasMessage("3 of 10 bytes came");
    assertThat(folder.resolve("uploads")).isEmptyDirectory();
    var expired = uploads.begin(ann, "x", 10);
    uploads.append(ann, expired.id(), 0, bytes("abc"));
    world.passes(DAY + 1);
    assertRefused(
        RefusalCode.NOT_FOUND, () -> uploads.append(ann, expired.id(), 3, bytes("abcdefg")));
    assertThat(spool.sweep(Long.MAX_VALUE)).isEqualTo(1);
    swept();
    assertThat(world.number("select count(*) from media")).isZero();
  }

  @Test
  void shouldDeleteWithinADayWhatNobodySent() throws IOException {
    Media file = upload(ann, "never sent");
    swept();
    assertThat(kept()).isEqualTo(1);
    world.passes(DAY + 1);
    swept();
    assertThat(kept()).isZero();
    assertHidden(file, ann);
    assertThat(forgotten).containsExactly(file.id());
    assertThat(world.number("select count(*) from media")).isZero();
  }

  @Test
  void shouldLetReadWhoSeesAMessageThatHasItAndNobodyElse() throws IOException {
    Media file = upload(ann, "for the group");
    assertHidden(file, bob, stranger);
    world.leave(group, cid);
    send(ann, group, file.id());
    assertThat(files.read(file.id(), bob)).isEqualTo(file);
    assertHidden(file, cid, stranger);
    world.join(group, stranger);
    assertHidden(file, stranger); // it came before
    Media later = upload(ann, "later");
    Sent sent = send(ann, group, later.id());
    assertThat(files.read(later.id(), stranger)).isEqualTo(later);
    world.leave(group, stranger);
    assertThat(files.read(later.id(), stranger)).isEqualTo(later); // as its message
    world.clear(group, bob);
    assertHidden(later, bob);
    world.edits.recall(group, sent.seq(), ann);
    assertHidden(later, stranger);
  }

  @Test
  void shouldKeepAFileUntilItsLastMessageIsGone() throws IOException {
    Media file = upload(ann, "twice");
    Sent first = send(ann, group, file.id());
    long other = world.group(bob, stranger);
    Sent second = forward(bob, group, first.seq(), other);
    assertThat(world.pages.one(other, stranger, second.seq()).file()).isEqualTo(file);
    world.edits.recall(group, first.seq(), ann);
    assertThat(world.pages.one(group, bob, first.seq()).file()).isNull();
    swept();
    assertThat(kept()).isEqualTo(1);
    assertHidden(file, cid);
    assertThat(files.read(file.id(), stranger)).isEqualTo(file);
    assertRefused(RefusalCode.IN_USE, () -> files.delete(file.id(), ann));
    world.edits.recall(other, second.seq(), bob);
    swept();
    assertThat(kept()).isZero();
    assertRefused(RefusalCode.INVALID_FIELD, () -> send(ann, group, file.id()));
  }

  @Test
  void shouldDeleteWithRetentionDissolutionAndAccount() throws IOException {
    Sent old = send(ann, group, upload(ann, "old").id());
    world.purge(group, old.seq());
    swept();
    assertThat(kept()).as("purged").isZero();
    long ending = world.group(ann, bob);
    send(ann, ending, upload(ann, "ends").id());
    world.dissolve(ending);
    world.passes(365 * DAY);
    var purge = world.all.dissolvedPurge(List.of(new Attachments(world.all.access())));
    while (purge.runBatch().more()) {
      world.passes(1);
    }
    swept();
    assertThat(kept()).as("dissolved").isZero();
    send(bob, group, upload(bob, "of bob").id());
    upload(bob, "not sent");
    world.in((handle, events) -> {
      new MediaDeparture().run(handle, bob, events);
      return 0;
    });
    world.delete(bob);
    swept();
    assertThat(kept()).as("account deleted").isZero();
  }

  @Test
  void shouldShowGroupAvatarsToMembersAndLetOldOnesGo() throws IOException {
    Media first = upload(ann, "image one");
    Media second = upload(ann, "image two");
    Media text = upload(ann, "a text");
    Media others = upload(bob, "image of bob");
    world.all.groups().change(ann, group, new Groups.Change(null, first.id()));
    assertThat(files.read(first.id(), cid)).isEqualTo(first);
    assertHidden(first, stranger);
    for (long wrong : List.of(text.id(), others.id(), 5L)) {
      assertRefused(
          RefusalCode.INVALID_FIELD,
          () -> world.all.groups().change(ann, group, new Groups.Change(null, wrong)));
    }
    world.all.groups().change(ann, group, new Groups.Change(null, second.id()));
    swept();
    assertHidden(first, ann, cid);
    assertThat(files.read(second.id(), cid)).isEqualTo(second);
    world.passes(2 * Bound.MEDIA_LOOK_AGAIN_MILLIS.value());
    swept();
    assertThat(kept()).as("the avatar in use").isEqualTo(1);
    world.all.groups().change(ann, group, new Groups.Change(null, 0L));
    swept();
    assertThat(kept()).isZero();
  }

  @Test
  void shouldNeverDeleteWhatIsSentAtTheSameMoment() throws Exception {
    for (int round = 0; round < 10; round++) {
      Media file = upload(ann, "race");
      world.passes(DAY + 1);
      var start = new CountDownLatch(1);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<?> sweeping =
            threads.submit(() -> {
              start.await();
              swept();
              return null;
            });
        Future<Boolean> sending =
            threads.submit(() -> {
              start.await();
              try {
                send(ann, group, file.id());
                return true;
              } catch (Refusal _) {
                return false;
              }
            });
        start.countDown();
        sweeping.get();
        if (sending.get()) {
          assertThat(files.read(file.id(), bob)).isEqualTo(file);
          assertThat(store.local(MediaKeys.of(file.id())))
              .hasValueSatisfying(place -> assertThat(place).exists());
        } else {
          assertThat(store.local(MediaKeys.of(file.id())))
              .hasValueSatisfying(place -> assertThat(place).doesNotExist());
        }
      }
    }
  }
}
