package dev.parley.server.realtime;

import dev.parley.channels.hub.Transition;
import dev.parley.channels.hub.TransitionListener;
import dev.parley.server.app.MessengerApp;
import org.jspecify.annotations.Nullable;

/**
 * Parts what becomes true of the messenger's channels from what webhooks tell of the operators'
 * apps. Thread-safe; called on event loops.
 */
public final class LiveTransitions implements TransitionListener {
  private final TransitionListener others;
  private volatile @Nullable UserChannels users;

  /** Hears of the channels of users, under the channel's lock. */
  interface UserChannels {
    void joined(long userId);

    void occupied(long userId);

    void vacated(long userId);
  }

  public LiveTransitions(TransitionListener others) {
    this.others = others;
  }

  void tell(UserChannels listener) {
    users = listener;
  }

  @Override
  public void onTransition(String appId, Transition transition) {
    if (!appId.equals(MessengerApp.ID)) {
      others.onTransition(appId, transition);
      return;
    }
    UserChannels listener = users;
    if (listener == null) {
      return;
    }
    switch (transition) {
      case Transition.ChannelOccupied(String channel) ->
          LiveChannel.parse(channel)
              .filter(found -> found.kind() == LiveChannel.Kind.USER)
              .ifPresent(found -> listener.occupied(found.id()));
      case Transition.ChannelVacated(String channel) ->
          LiveChannel.parse(channel)
              .filter(found -> found.kind() == LiveChannel.Kind.USER)
              .ifPresent(found -> listener.vacated(found.id()));
      default -> {}
    }
  }

  @Override
  public void onJoin(String appId, String channel) {
    UserChannels listener = users;
    if (!appId.equals(MessengerApp.ID)) {
      others.onJoin(appId, channel);
    } else if (listener != null) {
      LiveChannel.parse(channel)
          .filter(found -> found.kind() == LiveChannel.Kind.USER)
          .ifPresent(found -> listener.joined(found.id()));
    }
  }
}
