package dev.parley.channels.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.channels.api.Query.Form;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;

/** Query strings and the texts that are signed for them, against the rules written as patterns. */
@Tag("fuzz")
class QueryFuzzTest {
  private static final Pattern ESCAPES = Pattern.compile("(%[0-9A-Fa-f]{2})+");
  private static final Pattern MALFORMED = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private record Pair(String name, String value) {}

  /** As it stands in a request line, byte by byte. */
  @FuzzTest(maxDuration = "2m")
  void readsQueriesAsTheRulesSay(byte[] input) {
    String text = new String(input, ISO_8859_1);
    Query query = Query.parse(text);
    List<Pair> pairs = pairs(text);
    for (Pair pair : pairs) {
      List<String> all =
          pairs.stream()
              .filter(p -> p.name().equals(pair.name()))
              .map(p -> percentDecoded(p.value()))
              .toList();
      assertThat(query.all(pair.name())).isEqualTo(all);
      assertThat(query.get(pair.name())).isEqualTo(all.getFirst());
    }
    assertThat(query.canonical(Form.RAW)).isEqualTo(canonical(pairs, v -> v));
    assertThat(query.canonical(Form.PERCENT_DECODED))
        .isEqualTo(canonical(pairs, QueryFuzzTest::percentDecoded));
    assertThat(query.canonical(Form.FORM_DECODED))
        .isEqualTo(canonical(pairs, QueryFuzzTest::formDecoded));
    assertThat(query.ownNames())
        .doesNotContain("auth_signature", "auth_key", "body_md5")
        .isSubsetOf(pairs.stream().map(Pair::name).toList());
  }

  private static List<Pair> pairs(String text) {
    var pairs = new ArrayList<Pair>();
    Matcher matcher = Pattern.compile("[^&]+").matcher(text);
    while (matcher.find()) {
      String[] parts = matcher.group().split("=", 2);
      String name = percentDecoded(parts[0]).toLowerCase(Locale.ROOT);
      pairs.add(new Pair(name, parts.length == 2 ? parts[1] : ""));
    }
    return pairs;
  }

  private static String canonical(List<Pair> pairs, UnaryOperator<String> form) {
    List<String> parts =
        pairs.stream()
            .filter(p -> !p.name().equals("auth_signature"))
            .sorted(Comparator.comparing(Pair::name))
            .map(p -> p.name() + "=" + form.apply(p.value()))
            .toList();
    return String.join("&", parts);
  }

  private static String formDecoded(String text) {
    return MALFORMED.matcher(text).find() ? text : percentDecoded(text.replace('+', ' '));
  }

  private static String percentDecoded(String text) {
    if (MALFORMED.matcher(text).find()) {
      return text;
    }
    return ESCAPES.matcher(text).replaceAll(run -> Matcher.quoteReplacement(bytes(run.group())));
  }

  private static String bytes(String escapes) {
    var bytes = new ByteArrayOutputStream();
    for (int i = 1; i < escapes.length(); i += 3) {
      bytes.write(Integer.parseInt(escapes.substring(i, i + 2), 16));
    }
    return bytes.toString(UTF_8);
  }
}
