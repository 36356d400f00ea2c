package dev.parley.channels.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Offers of compression that clients get wrong. */
class CompressionOfferTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        ";",
        ",",
        "permessage-deflate; client_max_window_bits=abc",
        "permessage-deflate; server_max_window_bits",
        "permessage-deflate; server_max_window_bits=99"
      })
  void malformedOffersShouldBeDeclined(String offers) {
    var headers = new DefaultHttpHeaders();
    headers.set(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, offers);
    assertThat(Compression.agree(headers, 1_024)).isNull();
  }
}
