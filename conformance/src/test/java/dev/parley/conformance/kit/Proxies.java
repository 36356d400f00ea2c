package dev.parley.conformance.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The proxies of the manual, configured by its own examples. Only addresses, certificates and, so
 * that tests need no minutes, time-outs are replaced.
 */
public final class Proxies {
  private Proxies() {}

  /**
   * nginx as the manual has it.
   *
   * @param readTimeout in place of the example's five minutes
   * @param folder for its configuration and its temporary files
   */
  public static Proxy nginx(ServerUnderTest server, String readTimeout, Path folder) {
    return nginx(server, Manual.example("nginx", "nginx"), readTimeout, folder);
  }

  /** nginx as the README has it. */
  public static Proxy nginxOfReadme(ServerUnderTest server, String readTimeout, Path folder) {
    return nginx(server, Manual.readme("nginx", "nginx"), readTimeout, folder);
  }

  /** nginx with the server below a folder of a site. */
  public static Proxy nginxFolder(ServerUnderTest server, String readTimeout, Path folder) {
    String site =
        Manual.replace(
            Manual.example("nginx", "nginx"),
            "    location / {",
            Manual.example("A folder of an existing site", "nginx").indent(4) + "    location / {");
    return nginx(server, site, readTimeout, folder);
  }

  private static Proxy nginx(
      ServerUnderTest server, String example, String readTimeout, Path folder) {
    int port = Proxy.freePort();
    int tlsPort = Proxy.freePort();
    Certificate.write(folder);
    String site = Manual.replace(example, "127.0.0.1:8080", "127.0.0.1:" + server.port());
    site =
        Manual.replace(
            site,
            "listen 443 ssl;",
            "listen 127.0.0.1:%d ssl; listen 127.0.0.1:%d;".formatted(tlsPort, port));
    site = Manual.replace(site, "/etc/ssl/realtime.pem", folder + "/cert.pem");
    site = Manual.replace(site, "/etc/ssl/realtime.key", folder + "/key.pem");
    site = Manual.replace(site, "proxy_read_timeout 300s", "proxy_read_timeout " + readTimeout);
    write(folder.resolve("nginx.conf"), nginxFrame(folder).formatted(site));
    return Proxy.start(
        server.pathPrefix(),
        port,
        tlsPort,
        folder,
        List.of("nginx", "-e", "stderr", "-p", folder.toString(), "-c", folder + "/nginx.conf"));
  }

  /** What stands around a site: nothing but places where this test may write. */
  private static String nginxFrame(Path folder) {
    var frame =
        new StringBuilder("daemon off;\nmaster_process off;\nerror_log stderr;\nevents {}\n");
    frame.append("pid ").append(folder).append("/pid;\nhttp {\naccess_log off;\n");
    for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
      frame.append("%s_temp_path %s/%s;\n".formatted(kind, folder, kind));
    }
    return frame.append("%s}\n").toString();
  }

  /** Caddy as the manual has it, without a certificate from outside. */
  public static Proxy caddy(ServerUnderTest server, Path folder) {
    return caddy(server, Manual.example("Caddy", "caddyfile"), folder);
  }

  /** Caddy as the README has it. */
  public static Proxy caddyOfReadme(ServerUnderTest server, Path folder) {
    return caddy(server, Manual.readme("Caddy", "caddyfile"), folder);
  }

  private static Proxy caddy(ServerUnderTest server, String example, Path folder) {
    int port = Proxy.freePort();
    String site = example;
    site = Manual.replace(site, "127.0.0.1:8080", "127.0.0.1:" + server.port());
    site = Manual.replace(site, "realtime.example.com {", "http://127.0.0.1:%d {".formatted(port));
    Path file = folder.resolve("Caddyfile");
    write(file, "{\n  admin off\n  auto_https off\n}\n" + site);
    return Proxy.start(
        server.pathPrefix(),
        port,
        0,
        folder,
        List.of("caddy", "run", "--adapter", "caddyfile", "--config", file.toString()));
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
