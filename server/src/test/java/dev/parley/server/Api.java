package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.app.JsonTree;
import java.util.HashMap;
import java.util.Map;

/** How tests speak to the messenger's API. */
final class Api {
  static final String PASSWORD = "seven green Ladders";

  private Api() {}

  /** An object of texts: name, value, name, value … */
  static String json(String... pairs) {
    var tree = new HashMap<String, Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      tree.put(pairs[i], pairs[i + 1]);
    }
    return JsonTree.write(tree);
  }

  /** The header that shows a session's access token. */
  static String bearer(Map<String, Object> session) {
    return "Authorization: Bearer " + session.get("access_token");
  }

  static void assertProblem(RawHttp.Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
  }

  static void assertField(RawHttp.Answer answer, String code, String field) {
    assertProblem(answer, 400, code);
    assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
  }
}
