package dev.parley.conformance.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a scenario of {@code sdk/}, in which official, unmodified npm packages talk to the server.
 * One process per scenario, ended with the scenario.
 */
public final class NodeSdk implements AutoCloseable {
  private static final Path FOLDER = Path.of("sdk");

  private final String scenario;
  private final Process process;
  private final CompletableFuture<String> out;
  private final CompletableFuture<String> err;

  private NodeSdk(String scenario, Process process) {
    this.scenario = scenario;
    this.process = process;
    this.out = read(process.getInputStream());
    this.err = read(process.getErrorStream());
  }

  /** Starts a scenario; its server is told by the environment. */
  public static NodeSdk start(ServerUnderTest server, String scenario, Map<String, String> more) {
    var builder = new ProcessBuilder("node", "run.mjs", scenario).directory(FOLDER.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "PARLEY_HOST",
                server.host(),
                "PARLEY_PORT",
                Integer.toString(server.port()),
                "PARLEY_PATH_PREFIX",
                server.pathPrefix(),
                "PARLEY_APP_ID",
                TestApp.ID,
                "PARLEY_KEY",
                TestApp.KEY,
                "PARLEY_SECRET",
                TestApp.SECRET));
    builder.environment().putAll(more);
    try {
      return new NodeSdk(scenario, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("Node.js 20 or later is needed on the path", e);
    }
  }

  /** Runs a scenario to its end and answers what it found out. */
  public static JsonNode run(ServerUnderTest server, String scenario) {
    try (NodeSdk sdk = start(server, scenario, Map.of())) {
      return sdk.result(60, TimeUnit.SECONDS);
    }
  }

  /** What the scenario found out; fails with what it complained of. */
  public JsonNode result(long patience, TimeUnit unit) {
    try {
      String text = out.get(patience, unit);
      if (process.waitFor() != 0) {
        throw new AssertionError(scenario + " failed: " + err.get());
      }
      return Json.parse(text.strip());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError(scenario + " did not end", e);
    }
  }

  private static CompletableFuture<String> read(InputStream in) {
    var text = new CompletableFuture<String>();
    // a pipe is read like a file, which holds the thread below a virtual one for as long as it
    // takes
    Thread.ofPlatform()
        .daemon()
        .name("sdk-output")
        .start(() -> {
          try (in) {
            text.complete(new String(in.readAllBytes(), UTF_8));
          } catch (IOException e) {
            text.completeExceptionally(e);
          }
        });
    return text;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
