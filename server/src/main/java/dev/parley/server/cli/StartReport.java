package dev.parley.server.cli;

import dev.parley.channels.app.App;
import dev.parley.channels.app.Limit;
import dev.parley.server.ParleyServer;
import dev.parley.server.config.LogFormat;
import dev.parley.server.config.ServerSettings;
import dev.parley.server.demo.Demo;
import dev.parley.store.StorePlace;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operator wants to see once a server has started: where it is and what it can bear.
 *
 * @param demo whether made up people can sign in
 */
record StartReport(ServerSettings settings, ParleyServer server, boolean demo) {
  /** Below it a small office could be turned away. */
  private static final long FEW_CLIENTS = 10_000;

  void tell() {
    if (settings.log() == LogFormat.JSON) {
      logger()
          .atInfo()
          .setMessage("ready")
          .addKeyValue("url", url())
          .addKeyValue("app", app().id())
          .addKeyValue("key", app().keys().getFirst().key())
          .addKeyValue("clients", clients())
          .addKeyValue("fileDescriptors", FileDescriptors.ofThisProcess().limit())
          .addKeyValue("store", settings.store().toString())
          .addKeyValue("data", settings.data().toAbsolutePath().normalize())
          .addKeyValue("startMillis", startMillis())
          .addKeyValue("demo", demo ? Demo.ADDRESSES : List.of())
          .log();
    } else {
      System.out.print(text());
      System.out.flush();
    }
  }

  private String text() {
    var descriptors = FileDescriptors.ofThisProcess();
    String hint = clients() < FEW_CLIENTS ? "; raise it with ulimit -n, see ./parley doctor" : "";
    return String.format(
        Locale.ROOT,
        """

        Parley is ready after %.1f s

          URL      %s
          App id   %s
          Key      %s   (./parley app show prints the secret)
          Clients  up to %,d (%,d file descriptors%s)
          Data     %s%s%s

        """,
        startMillis() / 1000.0,
        url() + reach(),
        app().id(),
        app().keys().getFirst().key(),
        clients(),
        descriptors.limit(),
        hint,
        settings.data().toAbsolutePath().normalize(),
        database(),
        demo ? signIns() : "");
  }

  private static String signIns() {
    return "\n  Sign in  %s   (password %s)"
        .formatted(String.join(", ", Demo.ADDRESSES), Demo.PASSWORD);
  }

  private String database() {
    return settings.store() instanceof StorePlace.Database database
        ? ", and the database " + database
        : "";
  }

  private App app() {
    return server.apps().defaultApp();
  }

  private String url() {
    Address listening = Address.listening(settings);
    return new Address(listening.scheme(), listening.host(), server.port()).url();
  }

  private String reach() {
    return settings.listensOnLoopback() ? "   (this machine only)" : "   (and from other machines)";
  }

  private long clients() {
    return Math.min(
        FileDescriptors.ofThisProcess().clients(),
        settings.limits().get(Limit.CONNECTIONS_PER_NODE));
  }

  private static long startMillis() {
    return ManagementFactory.getRuntimeMXBean().getUptime();
  }

  /** Made late: the format of log lines is settled by the settings. */
  private static Logger logger() {
    return LoggerFactory.getLogger(StartReport.class);
  }
}
