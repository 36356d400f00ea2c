package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.config.ServerSettings;
import dev.parley.store.Engine;
import io.micronaut.context.ApplicationContext;
import io.micronaut.web.router.Router;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every endpoint against every standing, as the table {@code authorization-matrix.txt} says. */
class AuthorizationMatrixTest {
  private static ServerFixture place;
  private static MatrixScene scene;

  @BeforeAll
  static void start() throws IOException {
    place = ServerFixture.on(Engine.SQLITE, Map.of("admin-token", MatrixScene.ADMIN_TOKEN));
    scene = new MatrixScene(place.http());
  }

  @AfterAll
  static void stop() {
    place.close();
  }

  static List<MatrixRow> rows() {
    return MatrixRow.all();
  }

  @Test
  void shouldHaveARowForEachEndpointAndNoOther() {
    Set<String> written =
        rows().stream().map(MatrixRow::route).collect(Collectors.toCollection(TreeSet::new));
    assertThat(written).isEqualTo(routes());
  }

  /** As the server's own router has them; the beans of this context are the same. */
  private static Set<String> routes() {
    var settings = ServerSettings.of(Map.of("port", 0));
    try (ApplicationContext context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .banner(false)
            .environmentPropertySource(false)
            .properties(MicronautProperties.of(settings))
            .start()) {
      return context
          .getBean(Router.class)
          .uriRoutes()
          .filter(route -> !route.getHttpMethodName().equals("HEAD")) // each GET has one
          .map(
              route -> route.getHttpMethodName() + " " + route.getUriMatchTemplate().toPathString())
          .filter(route -> route.contains(" /api/"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void shouldAnswerEachStandingAsTheTableSays(MatrixRow row) throws IOException {
    List<String> statuses = new ArrayList<>();
    if (row.isAboutAConversation()) {
      for (MatrixScene.Standing standing : MatrixScene.Standing.values()) {
        statuses.add(String.valueOf(scene.answerTo(row, standing)));
      }
    } else {
      statuses.add(String.valueOf(scene.answerToAnonymous(row)));
      statuses.add(String.valueOf(scene.answerToNewPerson(row)));
    }
    assertThat(String.join(" ", statuses)).as(row.toString()).isEqualTo(row.statuses());
  }
}
