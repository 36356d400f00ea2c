package dev.parley.conformance.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Examples out of {@code docs/operating.md}, so that what readers copy is what was tried. */
public final class Manual {
  private static final Path FILE = Path.of("..", "docs", "operating.md");

  private Manual() {}

  /** The first example in that language behind the heading, which is bold text of a line. */
  public static String example(String heading, String language) {
    String text = read();
    int start = text.indexOf("**" + heading);
    Matcher fence =
        Pattern.compile("^```" + language + "\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(text);
    if (start < 0 || !fence.find(start)) {
      throw new AssertionError("no example of " + heading + " in " + FILE);
    }
    return fence.group(1);
  }

  /** The example with one thing changed, which has to be in it. */
  public static String replace(String example, String from, String to) {
    if (!example.contains(from)) {
      throw new AssertionError("the example does not say '" + from + "':\n" + example);
    }
    return example.replace(from, to);
  }

  private static String read() {
    try {
      return Files.readString(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
