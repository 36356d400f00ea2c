package dev.parley.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class DependencyTest {
  @Test
  void shouldNeedTheJdkAndTwoSmallThingsOnly() {
    JavaClasses ours =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.parley.client");
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.parley.client",
            "java..",
            "javax.crypto..",
            "com.sun.net.httpserver",
            "com.fasterxml.jackson.core..",
            "org.bouncycastle.crypto..",
            "org.jspecify.annotations")
        .check(ours);
  }
}
