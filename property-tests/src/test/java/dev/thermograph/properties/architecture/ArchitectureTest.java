package dev.thermograph.properties.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows of ARCHITECTURE.md hold in the product, and each rule can be seen to fail. */
final class ArchitectureTest {

  private static final String PLANTED = "dev.thermograph.planted";
  private static final JavaClasses PLANTED_CLASSES =
      new ClassFileImporter().importPackages(PLANTED);

  @TestFactory
  Stream<DynamicTest> theProductKeepsTheRules() {
    JavaClasses product =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.thermograph");
    assertThat(product.contain("dev.thermograph.cli.Main")).as("the product is seen").isTrue();
    return new ArchitectureRules("dev.thermograph")
        .all()
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(product)));
  }

  /**
   * Every class below {@link #PLANTED} whose name starts with Bad breaks the rule it is listed at.
   */
  @TestFactory
  Stream<DynamicTest> everyRuleFindsItsPlantedViolation() {
    return Stream.of(
            new Planted("module wal uses", "wal.BadWalThatKnowsTheEngine"),
            new Planted("module index uses", "index.BadIndexThatKnowsTheLog"),
            new Planted("module spill uses", "spill.BadSpillThatKnowsTheLog"),
            new Planted("internal packages of module engine", "spill.BadSpillThatReachesInside"),
            new Planted("packages of module wal", "wal.cycle.BadCycle"),
            new Planted("net.openhft..", "engine.BadEngineThatKnowsChronicle"),
            new Planted("org.apache.lucene..", "index.BadIndexThatKnowsLucene"),
            new Planted("io.micrometer..", "engine.BadEngineThatKnowsMicrometer"),
            new Planted("public signatures", "engine.BadEngineThatReturnsInternals"),
            new Planted("public signatures", "engine.BadEngineThatTakesInternals"),
            new Planted("public signatures", "engine.BadEngineThatExtendsInternals"),
            new Planted("errors lie in", "engine.internal.store.BadErrorThatNobodyCanName"))
        .map(planted -> DynamicTest.dynamicTest(planted.toString(), planted::mustBeFound));
  }

  @Test
  void allowedUsesAreNotFound() {
    List<String> violations =
        new ArchitectureRules(PLANTED)
            .all()
            .flatMap(rule -> violations(rule).stream())
            .filter(violation -> !violation.contains(".Bad"))
            .toList();
    assertThat(violations).isEmpty();
  }

  private record Planted(String rule, String type) {

    void mustBeFound() {
      List<String> violations =
          new ArchitectureRules(PLANTED)
              .all()
              .filter(candidate -> candidate.getDescription().startsWith(rule))
              .flatMap(candidate -> violations(candidate).stream())
              .toList();
      assertThat(violations).anyMatch(violation -> violation.contains(PLANTED + "." + type));
    }
  }

  private static List<String> violations(ArchRule rule) {
    return rule.evaluate(PLANTED_CLASSES).getFailureReport().getDetails();
  }
}
