package dev.parley.conformance.kit;

import com.pusher.client.channel.PresenceChannelEventListener;
import com.pusher.client.channel.PrivateEncryptedChannelEventListener;
import com.pusher.client.channel.PusherEvent;
import com.pusher.client.channel.User;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A listener of the official Java client that writes down what it is told, one line each, for a
 * test to read in order.
 */
public final class Heard implements PresenceChannelEventListener {
  private static final int PATIENCE_SECONDS = 20;

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  /** The next line; fails if none comes. */
  public String next() {
    try {
      String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (line == null) {
        throw new AssertionError("the client was told nothing");
      }
      return line;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The same notebook for encrypted channels. */
  public PrivateEncryptedChannelEventListener encrypted() {
    return new Encrypted(this);
  }

  public boolean isEmpty() {
    return lines.isEmpty();
  }

  void note(String line) {
    lines.add(line);
  }

  @Override
  public void onEvent(PusherEvent event) {
    String from = event.getUserId() == null ? "" : " from " + event.getUserId();
    note(event.getChannelName() + " " + event.getEventName() + " " + event.getData() + from);
  }

  @Override
  public void onSubscriptionSucceeded(String channel) {
    note("joined " + channel);
  }

  @Override
  public void onAuthenticationFailure(String message, Exception e) {
    note("refused " + message);
  }

  @Override
  public void onUsersInformationReceived(String channel, Set<User> users) {
    note("here " + users.stream().map(User::getId).sorted().collect(Collectors.joining(",")));
  }

  @Override
  public void userSubscribed(String channel, User user) {
    note("joining " + user.getId() + " " + user.getInfo());
  }

  @Override
  public void userUnsubscribed(String channel, User user) {
    note("leaving " + user.getId());
  }

  @Override
  public void onError(String message, Exception e) {
    note("error " + message);
  }

  private record Encrypted(Heard heard) implements PrivateEncryptedChannelEventListener {
    @Override
    public void onEvent(PusherEvent event) {
      heard.onEvent(event);
    }

    @Override
    public void onSubscriptionSucceeded(String channel) {
      heard.onSubscriptionSucceeded(channel);
    }

    @Override
    public void onAuthenticationFailure(String message, Exception e) {
      heard.onAuthenticationFailure(message, e);
    }

    @Override
    public void onDecryptionFailure(String event, String reason) {
      heard.note("undecipherable " + event + " " + reason);
    }
  }
}
