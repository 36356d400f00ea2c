package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is to be typed is the same in both languages, so what was tried in one holds in both. */
class ReadmeLanguagesTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("^```(?:sh|js|ini|yaml)\\n.*?^```", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern REMARK = Pattern.compile(" +# .*$", Pattern.MULTILINE);

  @Test
  void shouldShowTheSameExamplesInChinese() throws IOException {
    List<String> english = examples("README.md");
    assertThat(english).hasSizeGreaterThan(5);
    assertThat(examples("README.zh-CN.md")).isEqualTo(english);
  }

  private static List<String> examples(String file) throws IOException {
    String text = Files.readString(Path.of("..", file));
    return EXAMPLE
        .matcher(text)
        .results()
        .map(example -> REMARK.matcher(example.group()).replaceAll(""))
        .toList();
  }
}
