package dev.parley.channels.transport.xhr;

import dev.parley.channels.hub.Hub;
import dev.parley.channels.session.Admission.Verdict.Admitted;
import dev.parley.channels.session.ClientProtocol;
import io.netty.channel.EventLoop;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The sessions of a node, so that a request finds the one it belongs to. Their number is bounded by
 * the quotas of connections, under which each takes a place. Thread-safe.
 */
public final class XhrSessions {
  private final Hub hub;
  private final ClientProtocol protocol;
  private final ConcurrentMap<Id, XhrConnection> sessions = new ConcurrentHashMap<>();

  public XhrSessions(Hub hub, ClientProtocol protocol) {
    this.hub = hub;
    this.protocol = protocol;
  }

  /**
   * What a client names its session by.
   *
   * @param key the app key
   * @param session what the client made up
   */
  public record Id(String key, String session) {}

  public Optional<XhrConnection> find(Id id) {
    return Optional.ofNullable(sessions.get(id));
  }

  /**
   * Begins a session; if another request was faster, continues it. Call on the loop.
   *
   * @param loop the calling loop, to which the session will belong
   */
  public void open(Id id, Admitted client, EventLoop loop, OpeningResponse first) {
    var session =
        new XhrConnection(
            hub, loop, client.app(), client.dotNet(), protocol, s -> sessions.remove(id, s));
    session.cameFrom(client.address());
    XhrConnection faster = sessions.putIfAbsent(id, session);
    XhrResponse response = first.of(faster == null ? session : faster);
    if (faster == null) {
      session.open(response);
    } else {
      faster.attach(response);
    }
  }

  /** Makes the response of the session that was found or begun. */
  @FunctionalInterface
  public interface OpeningResponse {
    XhrResponse of(XhrConnection session);
  }
}
