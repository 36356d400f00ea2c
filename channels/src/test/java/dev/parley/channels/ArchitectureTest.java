package dev.parley.channels;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The dependency rules of the realtime server, as ARCHITECTURE.md draws them. */
class ArchitectureTest {
  private static final String ROOT = "dev.parley.channels.";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.parley.channels");

  @Test
  void noTwoPackagesImportEachOther() {
    slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void layersOnlyLookDown() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("node")
        .definedBy(ROOT + "node..")
        .layer("transport")
        .definedBy(ROOT + "transport..")
        .layer("rules")
        .definedBy(ROOT + "session..", ROOT + "api..", ROOT + "webhook..")
        .layer("hub")
        .definedBy(ROOT + "hub..")
        .layer("state")
        .definedBy(
            ROOT + "broker..",
            ROOT + "stream..",
            ROOT + "presence..",
            ROOT + "metrics..",
            ROOT + "headcount..")
        .layer("values")
        .definedBy(ROOT + "protocol..", ROOT + "app..")
        .whereLayer("node")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("transport")
        .mayOnlyBeAccessedByLayers("node")
        .whereLayer("rules")
        .mayOnlyBeAccessedByLayers("transport", "node")
        .whereLayer("hub")
        .mayOnlyBeAccessedByLayers("rules", "transport", "node")
        .whereLayer("state")
        .mayOnlyBeAccessedByLayers("hub", "rules", "transport", "node")
        .check(CLASSES);
  }

  @Test
  void theProtocolKnowsNoSockets() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + "protocol..", ROOT + "app..", ROOT + "stream..", ROOT + "api..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .check(CLASSES);
  }

  @Test
  void theServerKnowsNoFrameworkAndNoDatabase() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.micronaut..", "java.sql..", "dev.parley.store..", "dev.parley.server..")
        .check(CLASSES);
  }
}
