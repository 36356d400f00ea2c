package dev.parley.server.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The house's dependency rule: which module may know which. */
class ModulesTest {
  private static final String ROOT = "dev.parley.";

  /** Module to those that it may use. The server may use all of them. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.of(
          "store", Set.of(),
          "channels", Set.of(),
          "messenger", Set.of("store"),
          "socketio", Set.of("messenger", "channels"));

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.parley");

  @Test
  void keepsModulesApart() {
    var modules = new TreeSet<String>();
    HOUSE.forEach(one -> modules.add(module(one.getPackageName())));
    modules.remove("server");
    assertThat(modules).as("modules with a rule").isEqualTo(new TreeSet<>(MAY_USE.keySet()));
    for (String module : modules) {
      for (String other : with(modules, "server")) {
        if (!other.equals(module) && !MAY_USE.getOrDefault(module, Set.of()).contains(other)) {
          noClasses()
              .that()
              .resideInAPackage(ROOT + module + "..")
              .should()
              .dependOnClassesThat()
              .resideInAPackage(ROOT + other + "..")
              .check(HOUSE);
        }
      }
    }
  }

  @Test
  void keepsPackagesFreeOfCycles() {
    for (String module : Set.of("channels", "messenger", "socketio", "server")) {
      slices().matching(ROOT + module + ".(*)..").should().beFreeOfCycles().check(HOUSE);
    }
  }

  @Test
  void letsOnlyTheCommandLineKnowTheAssembledServer() {
    classes()
        .that()
        .resideInAPackage("dev.parley.server")
        .should()
        .onlyHaveDependentClassesThat()
        .resideInAnyPackage("dev.parley.server", "dev.parley.server.cli")
        .check(HOUSE);
  }

  @Test
  void keepsFrameworksWhereTheyBelong() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.parley.channels..",
            "dev.parley.messenger..",
            "dev.parley.socketio..",
            "dev.parley.store..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.micronaut..")
        .check(HOUSE);
    noClasses()
        .that()
        .resideInAPackage("dev.parley.server.config..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.micronaut..", "io.netty..", "org.jdbi..")
        .check(HOUSE);
    noClasses()
        .that()
        .resideInAPackage("dev.parley.channels..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.jdbi..")
        .check(HOUSE);
  }

  private static String module(String packageName) {
    return packageName.substring(ROOT.length()).split("\\.", 2)[0];
  }

  private static Set<String> with(Set<String> modules, String one) {
    var all = new TreeSet<>(modules);
    all.add(one);
    return all;
  }
}
