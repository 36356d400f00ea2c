package dev.parley.conformance.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Examples out of the manual and the README, so that what readers copy is what was tried. */
public final class Manual {
  private static final Path OPERATING = Path.of("..", "docs", "operating.md");
  private static final Path README = Path.of("..", "README.md");

  private Manual() {}

  /**
   * The manual's first example in that language behind the heading, which is bold text or a title.
   */
  public static String example(String heading, String language) {
    return example(OPERATING, heading, language);
  }

  /** The README's. */
  public static String readme(String heading, String language) {
    return example(README, heading, language);
  }

  private static String example(Path file, String heading, String language) {
    String text = read(file);
    int start = Math.max(text.indexOf("**" + heading), text.indexOf("### " + heading));
    Matcher fence =
        Pattern.compile("^```" + language + "\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(text);
    if (start < 0 || !fence.find(start)) {
      throw new AssertionError("no example of " + heading + " in " + file);
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

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
