package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples compile as they stand, and so do the comments of what the public sees. */
class ReadmeTest {
  private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CALL = Pattern.compile("`(AuthAnswer answer = [^`]*)`");

  @TempDir Path folder;

  @Test
  void shouldHoldExamplesThatCompile() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    List<String> examples = EXAMPLE.matcher(readme).results().map(one -> one.group(1)).toList();
    assertThat(examples).hasSize(2);
    String call = CALL.matcher(readme).results().map(one -> one.group(1)).findFirst().orElseThrow();
    Path source =
        Files.writeString(
            folder.resolve("Examples.java"), source(examples.getFirst(), examples.getLast(), call));
    assertThat(compiled(List.of(source), List.of())).isEmpty();
  }

  /** With what the text around the examples takes for given, and nothing else. */
  private static String source(String first, String endpoints, String framework) {
    return """
    import com.sun.net.httpserver.*;
          import dev.parley.client.*;
          import java.util.*;
          class Examples {
            interface Sessions {
              Optional<String> userOf(HttpExchange exchange);
            }
            void first() {
              %s
            }
            void endpoints(RealtimeClient realtime, HttpServer server, Sessions sessions) {
              %s
            }
            void framework(AuthEndpoints endpoints, String userId, String body) {
              %s;
            }
          }
    """
        .formatted(first, endpoints, framework);
  }

  @Test
  void shouldDescribeWhatThePublicSees() throws Exception {
    try (var files = Files.list(Path.of("src/main/java/dev/parley/client"))) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertThat(compiled(sources, List.of("-Xdoclint:all/protected")))
          // what says all in its first sentence needs no list of what it takes and gives
          .filteredOn(said -> !said.contains("no @param") && !said.contains("no @return"))
          .filteredOn(said -> !said.contains("no @throws"))
          .isEmpty();
    }
  }

  private List<String> compiled(List<Path> sources, List<String> more) throws Exception {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var said = new DiagnosticCollector<JavaFileObject>();
    try (var files = compiler.getStandardFileManager(said, null, null)) {
      var options = new ArrayList<>(List.of("-proc:none", "-d", folder.toString()));
      options.addAll(more);
      compiler
          .getTask(null, files, said, options, null, files.getJavaFileObjectsFromPaths(sources))
          .call();
    }
    return said.getDiagnostics().stream().map(Object::toString).toList();
  }
}
