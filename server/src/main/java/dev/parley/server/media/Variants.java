package dev.parley.server.media;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.media.Media;
import dev.parley.messenger.media.MediaKeys;
import dev.parley.messenger.media.MediaStore;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Other sizes of images, in a folder of the local disk: each is made when first asked for, once
 * however many ask, and the least used ones go when the folder is full. A restart keeps them.
 * Thread-safe; blocks.
 */
final class Variants {
  private static final Logger log = LoggerFactory.getLogger(Variants.class);
  private static final long KIB = 1024;

  private final Path folder;
  private final MediaStore store;
  private final Decoding decoding;
  private final AsyncCache<VariantKey, Made> made;
  private final AtomicLong numbers;

  /** A file of another size. */
  record Made(Path file, String type, long size) {}

  /**
   * Variants in a folder.
   *
   * @param bytes that the folder may hold
   * @param executor a thread for each task, since they block
   * @param firstNumber above those that an earlier run gave
   */
  Variants(
      Path folder,
      long bytes,
      MediaStore store,
      Decoding decoding,
      Executor executor,
      long firstNumber) {
    this.folder = folder;
    this.store = store;
    this.decoding = decoding;
    this.numbers = new AtomicLong(firstNumber);
    this.made =
        Caffeine.newBuilder()
            .maximumWeight(Math.max(1, bytes / KIB))
            .weigher((VariantKey _, Made one) -> (int) Math.min(1 << 30, one.size() / KIB + 1))
            .executor(executor)
            .removalListener(Variants::removed)
            .buildAsync();
    load();
  }

  /** Finds what an earlier run has made. */
  private void load() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> {
        Optional<VariantKey> key = VariantKey.parse(file.getFileName().toString());
        Optional<ImageForm> form = form(file);
        if (key.isPresent() && form.isPresent()) {
          var one = new Made(file, form.get().type(), file.toFile().length());
          made.put(key.get(), CompletableFuture.completedFuture(one));
        } else {
          delete(file); // half written
        }
      });
    } catch (IOException | UncheckedIOException e) {
      log.warn("{} cannot be read, its images are made anew: {}", folder, e.getMessage());
    }
  }

  private static Optional<ImageForm> form(Path file) {
    return Arrays.stream(ImageForm.values())
        .filter(one -> file.getFileName().toString().endsWith("." + one.suffix()))
        .findFirst();
  }

  /**
   * Another size of an image.
   *
   * @throws Refusal {@code busy}
   */
  Made of(Media image, VariantKey key) throws IOException {
    Made found = join(made.get(key, (_, executor) -> begin(image, key, executor)));
    if (Files.exists(found.file())) {
      return found;
    }
    made.synchronous().invalidate(key); // somebody has tidied up the folder
    return join(made.get(key, (_, executor) -> begin(image, key, executor)));
  }

  /** As {@link #of}, if it has been made. Does not block. */
  Optional<Made> made(VariantKey key) {
    CompletableFuture<Made> known = made.getIfPresent(key);
    return known != null && known.state() == Future.State.SUCCESS
        ? Optional.of(known.resultNow()).filter(one -> Files.exists(one.file()))
        : Optional.empty();
  }

  private CompletableFuture<Made> begin(Media image, VariantKey key, Executor executor) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return make(image, key);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        executor);
  }

  private static Made join(CompletableFuture<Made> future) throws IOException {
    try {
      return future.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case Refusal refusal -> throw refusal;
        case UncheckedIOException failed -> throw failed.getCause();
        case null, default -> throw e;
      }
    }
  }

  private Made make(Media image, VariantKey key) throws IOException {
    Files.createDirectories(folder);
    Optional<Path> local = store.local(MediaKeys.of(image.id()));
    Path source = local.isPresent() ? local.get() : fetched(image);
    try {
      return decoding
          .decode(source, image.type(), upright -> write(key.variant().of(upright), key))
          .orElseThrow(() -> Refusal.of(RefusalCode.NOT_FOUND, "this image has no other sizes"));
    } finally {
      if (local.isEmpty()) {
        Files.deleteIfExists(source);
      }
    }
  }

  private Path fetched(Media image) throws IOException {
    Path file = Files.createTempFile(folder, "source", ".part");
    try (InputStream in = store.read(MediaKeys.of(image.id()), 0, image.size())) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }

  private Made write(BufferedImage image, VariantKey key) throws IOException {
    ImageForm form = form(image, key);
    Path file = folder.resolve(key.fileName(numbers.incrementAndGet(), form));
    Path part = file.resolveSibling(file.getFileName() + ".part");
    form.write(image, part);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    return new Made(file, form.type(), Files.size(file));
  }

  private static ImageForm form(BufferedImage image, VariantKey key) {
    if (key.webp()) {
      return ImageForm.WEBP;
    }
    return image.getColorModel().hasAlpha() ? ImageForm.PNG : ImageForm.JPEG;
  }

  /** Deletes what was made of an image. */
  void forget(long mediaId) {
    made.synchronous().invalidateAll(VariantKey.allOf(mediaId));
  }

  private static void removed(@Nullable VariantKey key, @Nullable Made one, RemovalCause cause) {
    if (one != null) {
      delete(one.file());
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.warn("{} cannot be deleted: {}", file, e.getMessage());
    }
  }
}
