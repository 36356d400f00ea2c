package dev.parley.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.parley.bench");

  @Test
  void shouldHaveNoCyclesBetweenPackages() {
    slices().matching("dev.parley.bench.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void shouldKeepTheLoadMakerToItself() {
    noClasses()
        .that()
        .resideInAPackage("dev.parley.bench.load")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            "dev.parley.bench.load",
            "java..",
            "javax.crypto..",
            "com.sun.management",
            "com.sun.net.httpserver",
            "org.jspecify..")
        .check(CLASSES);
  }
}
