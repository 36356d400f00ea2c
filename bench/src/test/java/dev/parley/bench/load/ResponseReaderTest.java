package dev.parley.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponseReaderTest {
  private static final String STREAM =
      """
      HTTP/1.1 200 OK
      Content-Length: 2

      {}HTTP/1.1 401 Unauthorized
      content-type: application/json
      CONTENT-LENGTH:3

      no!HTTP/1.1 200 OK
      Transfer-Encoding: chunked

      2
      {}
      0

      HTTP/1.1 413 Too Large
      Content-Length: 0

      """
          .replace("\n", "\r\n");

  @Test
  void shouldTakeResponsesFromOnePiece() {
    assertThat(read(STREAM.length())).containsExactly("200 ", "401 no!", "200 ", "413 ");
  }

  @Test
  void shouldTakeTheSameFromPiecesOfAnySize() {
    for (int size = 1; size < STREAM.length(); size++) {
      assertThat(read(size)).as("pieces of %d", size).isEqualTo(read(STREAM.length()));
    }
  }

  private static List<String> read(int pieceSize) {
    ResponseReader reader = new ResponseReader();
    List<String> responses = new ArrayList<>();
    byte[] bytes = STREAM.getBytes(StandardCharsets.US_ASCII);
    for (int from = 0; from < bytes.length; from += pieceSize) {
      int length = Math.min(pieceSize, bytes.length - from);
      reader.take(
          ByteBuffer.wrap(bytes, from, length),
          (status, body) -> responses.add(status + " " + body));
    }
    return responses;
  }
}
