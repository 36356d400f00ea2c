package dev.parley.socketio.gateway;

import dev.parley.messenger.Transactions;
import dev.parley.messenger.conversation.Access;
import dev.parley.messenger.message.SendCommand;
import dev.parley.messenger.message.Sent;
import dev.parley.messenger.receipt.Hearers;
import dev.parley.messenger.receipt.Receipts;
import dev.parley.messenger.session.LiveSessions;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * What the gateway asks of the messenger. All of it is thread-safe and may block.
 *
 * @param sending sends as every other client does, and no more often
 */
public record GatewayServices(
    LiveSessions sessions,
    Function<SendCommand, Sent> sending,
    Transactions transactions,
    Access access,
    Receipts receipts,
    Hearers hearers,
    InstantSource clock,
    RandomGenerator random) {}
