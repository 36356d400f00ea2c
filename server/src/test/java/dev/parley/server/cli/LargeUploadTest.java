package dev.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.app.JsonTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process with far less memory than the files that it takes and gives. */
@Timeout(120)
class LargeUploadTest {
  private static final Pattern URL = Pattern.compile("URL +(http://127\\.0\\.0\\.1:\\d+)");
  private static final int SIZE = 100_000_000;

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void shouldTakeAndGiveAFileThatItsMemoryCouldNotHold() throws Exception {
    Process process =
        new Commands(folder, Map.of("JAVA_TOOL_OPTIONS", "-Xmx64m"))
            .start("serve", "--port", "0", "--data", folder.resolve("data").toString());
    try {
      String address = address(process);
      String token =
          String.valueOf(
              JsonTree.read(
                      send(HttpRequest.newBuilder(URI.create(address + "/api/auth/register"))
                              .header("Content-Type", "application/json")
                              .POST(
                                  BodyPublishers.ofString(
                                      "{\"username\":\"ann\","
                                          + "\"password\":\"seven green Ladders\"}")))
                          .body())
                  .get("access_token"));
      HttpResponse<String> taken =
          send(
              HttpRequest.newBuilder(URI.create(address + "/api/media?name=large"))
                  .header("Authorization", "Bearer " + token)
                  .POST(
                      BodyPublishers.fromPublisher(
                          BodyPublishers.ofInputStream(() -> new Noise(SIZE)), SIZE)));
      assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
      Object id = Objects.requireNonNull(JsonTree.read(taken.body()).get("id"));
      HttpResponse<InputStream> given =
          client.send(
              HttpRequest.newBuilder(URI.create(address + "/media/" + id))
                  .header("Authorization", "Bearer " + token)
                  .build(),
              BodyHandlers.ofInputStream());
      assertThat(given.statusCode()).isEqualTo(200);
      try (InputStream body = given.body();
          InputStream expected = new Noise(SIZE)) {
        byte[] one = new byte[1 << 20];
        byte[] other = new byte[1 << 20];
        int read;
        while ((read = body.readNBytes(one, 0, one.length)) > 0) {
          assertThat(expected.readNBytes(other, 0, read)).isEqualTo(read);
          assertThat(Arrays.equals(one, 0, read, other, 0, read)).isTrue();
        }
        assertThat(expected.read()).isEqualTo(-1);
      }
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static String address(Process process) throws IOException {
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher found = URL.matcher(line);
      if (found.find()) {
        return found.group(1);
      }
    }
    throw new IllegalStateException("the server has not started");
  }

  /** Bytes each of which tells where it stands. */
  private static final class Noise extends InputStream {
    private int left;

    Noise(int size) {
      this.left = size;
    }

    @Override
    public int read() {
      return left == 0 ? -1 : left-- & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left == 0) {
        return -1;
      }
      int read = Math.min(left, length);
      for (int i = 0; i < read; i++) {
        into[offset + i] = (byte) (left - i);
      }
      left -= read;
      return read;
    }
  }
}
