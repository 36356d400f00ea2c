package dev.parley.channels.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.api.Query.Form;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values as publishers escape them, or fail to. */
class QueryTest {
  @ParameterizedTest
  @ValueSource(strings = {"100%+x", "%+1", "%-0", "%", "%4", "a%zzb+"})
  void aValueWithMalformedEscapesShouldStayAsItIs(String value) {
    Query query = Query.parse("data=" + value);
    assertThat(query.get("data")).isEqualTo(value);
    assertThat(query.canonical(Form.FORM_DECODED)).isEqualTo("data=" + value);
  }
}
