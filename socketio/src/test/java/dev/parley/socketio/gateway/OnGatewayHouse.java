package dev.parley.socketio.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.socketio.gateway.GatewayHouse.Someone;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A gateway with two people who share a group, for all tests of a class. */
@Timeout(30)
abstract class OnGatewayHouse {
  @TempDir static Path folder;
  static GatewayHouse house;
  static Someone ada;
  static Someone bob;
  static long talk;

  final List<GatewaySocket> sockets = new ArrayList<>();

  @BeforeAll
  static void start() {
    house = new GatewayHouse(folder);
    ada = house.person();
    bob = house.person();
    talk = house.group(ada, bob);
  }

  @AfterAll
  static void stop() {
    house.close();
  }

  /** A client that leaves when its test is over. */
  GatewaySocket socket(Someone who) throws Exception {
    GatewaySocket socket = house.socket(who);
    sockets.add(socket);
    return socket;
  }

  /** However clients went, nothing of them is left: neither here nor on the node. */
  @AfterEach
  void shouldForgetThoseWhoLeft() {
    sockets.forEach(GatewaySocket::leave);
    await()
        .untilAsserted(() -> {
          assertThat(house.isEmpty()).isTrue();
          assertThat(house.channels()).isZero();
        });
  }

  static String join(GatewaySocket socket, long conversation) throws Exception {
    return socket.ask("join", "\"" + conversation + "\"");
  }
}
