package dev.parley.server.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.parley.messenger.session.Caller;
import dev.parley.server.security.Needs;
import dev.parley.server.security.Public;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.HttpMethodMapping;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Who may call what: nothing under {@code /api} is open by oversight. */
class EndpointsTest {
  @Test
  void shouldOpenNothingToEverybodyButWhatIsListedHere() {
    var open = new TreeSet<String>();
    var closed = new TreeSet<String>();
    for (JavaClass controller :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.parley.server")) {
      if (!controller.isAnnotatedWith(Controller.class)) {
        continue;
      }
      String path = controller.getAnnotationOfType(Controller.class).value();
      if (!path.startsWith("/api/") || path.startsWith("/api/admin/")) {
        continue;
      }
      for (JavaMethod method : controller.getMethods()) {
        if (method.isMetaAnnotatedWith(HttpMethodMapping.class)) {
          String name = controller.getSimpleName() + "." + method.getName();
          assertThat(method.isAnnotatedWith(Needs.class))
              .as("%s needs a key exactly if it is of the server-to-server API", name)
              .isEqualTo(path.startsWith("/api/server/"));
          if (method.isAnnotatedWith(Needs.class)) {
            assertThat(method.isAnnotatedWith(Public.class)).as(name).isFalse();
            assertThat(method.getRawParameterTypes())
                .as("%s names its user in the path", name)
                .noneMatch(type -> type.isEquivalentTo(Caller.class));
            continue;
          }
          boolean isPublic =
              method.isAnnotatedWith(Public.class) || controller.isAnnotatedWith(Public.class);
          boolean takesCaller =
              method.getRawParameterTypes().stream()
                  .anyMatch(type -> type.isEquivalentTo(Caller.class));
          assertThat(isPublic ^ takesCaller)
              .as("%s takes a Caller, or is marked @Public, and not both", name)
              .isTrue();
          (isPublic ? open : closed).add(name);
        }
      }
    }
    assertThat(open)
        .containsExactly(
            "AuthController.forgot",
            "AuthController.login",
            "AuthController.logout",
            "AuthController.refresh",
            "AuthController.register",
            "AuthController.reset",
            "DocsController.file",
            "DocsController.page",
            "DocumentController.show",
            "EmailController.verify",
            "InviteLinksController.preview",
            "MediaUploadsController.options",
            "PasskeySignInController.begin",
            "PasskeySignInController.signIn",
            "ProvidersController.begin",
            "ProvidersController.callback",
            "ProvidersController.options",
            "ProvidersController.secondFactor");
    assertThat(closed).contains("AuthController.change", "MeController.show");
  }
}
