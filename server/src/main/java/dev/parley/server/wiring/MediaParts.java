package dev.parley.server.wiring;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Ids;
import dev.parley.messenger.Progress;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.AccountDeletionStep;
import dev.parley.messenger.account.ProfileImages;
import dev.parley.messenger.conversation.Access;
import dev.parley.messenger.conversation.GroupImages;
import dev.parley.messenger.media.LocalMedia;
import dev.parley.messenger.media.MediaDeparture;
import dev.parley.messenger.media.MediaFiles;
import dev.parley.messenger.media.MediaLimits;
import dev.parley.messenger.media.MediaStore;
import dev.parley.messenger.media.MediaSweep;
import dev.parley.messenger.media.RecentReads;
import dev.parley.messenger.media.Spool;
import dev.parley.messenger.media.Uploads;
import dev.parley.messenger.message.Attachments;
import dev.parley.messenger.session.KeyRing;
import dev.parley.messenger.session.Seal;
import dev.parley.server.config.MediaSettings;
import dev.parley.server.config.S3Settings;
import dev.parley.server.config.ServerSettings;
import dev.parley.server.jobs.Job;
import dev.parley.server.media.ImageWorks;
import dev.parley.server.media.MediaLinks;
import dev.parley.server.media.MediaServer;
import dev.parley.server.media.StoreWatch;
import dev.parley.server.s3.S3Media;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Files that people upload: the services as singletons, and what they do now and then. */
@Factory
final class MediaParts {
  /** Somebody has taken a file back, and that is to be true soon. */
  private static final Duration SWEEP = Duration.ofMinutes(1);

  private static final Duration CHECK = Duration.ofMinutes(1);
  private static final Duration TIDY = Duration.ofHours(1);

  @Bean(preDestroy = "close")
  @Singleton
  MediaStore mediaStore(ServerSettings settings, Clock clock) {
    S3Settings bucket = settings.media().s3();
    if (bucket != null) {
      return new S3Media(bucket, clock);
    }
    return new LocalMedia(settings.data().toAbsolutePath().resolve("media"));
  }

  @Singleton
  Spool spool(ServerSettings settings) {
    return new Spool(settings.data().toAbsolutePath().resolve("uploads"));
  }

  @Singleton
  ImageWorks imageWorks(ServerSettings settings, MediaStore store, Clock clock) {
    return new ImageWorks(
        settings.data().toAbsolutePath().resolve("media-cache"),
        settings.media().cacheBytes(),
        store,
        clock.millis());
  }

  @Singleton
  Attachments attachments(Access access) {
    return new Attachments(access);
  }

  @Singleton
  MediaFiles mediaFiles(Transactions transactions, Clock clock, Attachments attachments) {
    return new MediaFiles(
        transactions, clock, List.of(new ProfileImages(), new GroupImages(), attachments));
  }

  @Singleton
  RecentReads recentReads(Transactions transactions) {
    return new RecentReads(transactions);
  }

  @Singleton
  Uploads uploads(
      Transactions transactions,
      Ids ids,
      Clock clock,
      ServerSettings settings,
      Spool spool,
      MediaStore store,
      ImageWorks images) {
    MediaSettings media = settings.media();
    return new Uploads(
        transactions,
        ids,
        clock,
        new MediaLimits(media.fileBytes(), media.dayBytes(), media.dayFiles()),
        spool,
        store,
        images.inspector());
  }

  @Singleton
  StoreWatch storeWatch(MediaStore store) {
    return new StoreWatch(store);
  }

  /** So that an operator hears of a bucket that is out of reach before people do. */
  @Singleton
  Job storeCheck(StoreWatch watch) {
    return new Job("media-store-check", Job.Where.EACH_NODE, CHECK, watch::look);
  }

  @Singleton
  MediaLinks mediaLinks(KeyRing keys, ServerSettings settings, Clock clock) {
    return new MediaLinks(new Seal(keys.mediaLinks()), settings.media().publicUrl(), clock);
  }

  @Singleton
  MediaServer mediaServer(ImageWorks images) {
    return images.server();
  }

  @Singleton
  AccountDeletionStep mediaDeparture() {
    return new MediaDeparture()::run;
  }

  @Singleton
  Job mediaSweep(
      Transactions transactions,
      Clock clock,
      MediaFiles files,
      MediaStore store,
      ImageWorks images) {
    var sweep = new MediaSweep(transactions, clock, files, store, images::forget);
    return new Job("media-sweep", Job.Where.ONE_NODE, SWEEP, sweep::runBatch);
  }

  /** What was left here by uploads that ended on the way. */
  @Singleton
  Job uploadsTidy(Spool spool, Clock clock) {
    return new Job(
        "uploads-tidy",
        Job.Where.EACH_NODE,
        TIDY,
        () -> new Progress(tidied(spool, clock.millis()), false));
  }

  private static int tidied(Spool spool, long now) {
    try {
      return spool.sweep(now - Bound.MEDIA_UNUSED_MILLIS.value());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
