package dev.parley.server.edge;

import dev.parley.server.config.ConfigException;
import dev.parley.server.config.ServerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The file of a Unix-domain socket that the server listens on. */
public record UnixSocket(Path path) {
  /** Longest path that Linux takes, without its end mark. */
  private static final int LONGEST_BYTES = 107;

  /** The one that the settings name, if any. */
  public static Optional<UnixSocket> of(ServerSettings settings) {
    return Optional.ofNullable(settings.edge().unixSocket()).map(UnixSocket::new);
  }

  /**
   * Makes room: takes away the file that a server left behind when it was killed.
   *
   * @throws ConfigException if the path cannot be used
   */
  public void prepare() {
    if (path.toAbsolutePath().toString().length() > LONGEST_BYTES) {
      throw refused("its path is longer than %d bytes".formatted(LONGEST_BYTES));
    }
    try {
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        return;
      }
      var attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isOther()) {
        throw refused("there is a file that is no socket");
      }
      if (isAnswered()) {
        throw refused("another process listens there");
      }
      Files.delete(path);
    } catch (IOException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private boolean isAnswered() {
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(path));
    } catch (IOException _) {
      return false;
    }
  }

  /** Lets the owner and the group in, and nobody else. */
  public void protect() {
    try {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw----"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void remove() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ConfigException refused(String why) {
    return new ConfigException("cannot listen on the socket %s: %s".formatted(path, why));
  }
}
