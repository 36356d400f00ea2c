package dev.parley.channels.session;

import dev.parley.channels.app.App;
import dev.parley.channels.app.Feature;
import dev.parley.channels.hub.AppState;
import dev.parley.channels.hub.Hub;
import dev.parley.channels.protocol.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a client may connect (sections 1.1 and 1.4). Thread-safe. */
public final class Admission {
  private static final int OLDEST_PROTOCOL = 4;
  private static final int NEWEST_PROTOCOL = 7;

  private final Hub hub;
  private final boolean lenientProtocol;

  public Admission(Hub hub, boolean lenientProtocol) {
    this.hub = hub;
    this.lenientProtocol = lenientProtocol;
  }

  /** The decision. */
  public sealed interface Verdict {
    /**
     * Welcome.
     *
     * @param dotNet whether the client is the .NET one, which waits for an event of its own
     * @param address where it comes from, if the app has to know
     */
    record Admitted(AppState app, boolean dotNet, @Nullable String address) implements Verdict {}

    /** To be told by an error event and a close frame, after the upgrade. */
    record Refused(ErrorCode code, String message) implements Verdict {
      public Refused(ErrorCode code) {
        this(code, code.text());
      }
    }
  }

  public Verdict decide(Handshake handshake) {
    Optional<ErrorCode> protocolError = checkProtocol(handshake);
    if (protocolError.isPresent()) {
      return new Verdict.Refused(protocolError.get());
    }
    Optional<AppState> found = hub.appByKey(handshake.key());
    if (found.isEmpty()) {
      return new Verdict.Refused(ErrorCode.UNKNOWN_APP);
    }
    App app = found.get().app();
    if (!app.enabled()) {
      return new Verdict.Refused(ErrorCode.APP_DISABLED);
    }
    if (app.options().has(Feature.FORCE_TLS) && !handshake.secure()) {
      return new Verdict.Refused(ErrorCode.TLS_ONLY);
    }
    if (!allowsOrigin(found.get(), handshake.origin())) {
      return new Verdict.Refused(
          ErrorCode.UNAUTHORIZED, "this origin may not connect to the application");
    }
    String client = handshake.client() == null ? "" : handshake.client();
    return new Verdict.Admitted(
        found.get(),
        client.toLowerCase(Locale.ROOT).contains("dotnet"),
        app.options().has(Feature.HEAD_COUNT) ? handshake.address().get() : null);
  }

  private Optional<ErrorCode> checkProtocol(Handshake handshake) {
    String protocol = handshake.protocol();
    if (protocol == null || protocol.isEmpty()) {
      return lenientProtocol ? Optional.empty() : Optional.of(ErrorCode.NO_PROTOCOL);
    }
    boolean supported =
        protocol.length() == 1
            && protocol.charAt(0) - '0' >= OLDEST_PROTOCOL
            && protocol.charAt(0) - '0' <= NEWEST_PROTOCOL;
    return supported ? Optional.empty() : Optional.of(ErrorCode.UNSUPPORTED_PROTOCOL);
  }

  /**
   * Whether pages of an origin may use the app.
   *
   * @param origin the Origin header, or null for a native client
   */
  public boolean allowsOrigin(AppState app, @Nullable String origin) {
    List<String> allowed = app.app().options().allowedOrigins();
    return allowed.isEmpty() || origin == null || allowed.contains(origin);
  }
}
