package dev.thermograph.properties.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The arrows of ARCHITECTURE.md as rules. They are written for any base package, so that the same
 * rules can be shown to fail on planted classes.
 *
 * @param base the package that the modules' packages lie in
 */
record ArchitectureRules(String base) {

  /** A module's package and the packages of the other modules that it may use. */
  private record Module(String name, Set<String> uses) {}

  private static final Module[] MODULES = {
    new Module("error", Set.of()),
    new Module("wal", Set.of("error")),
    new Module("index", Set.of("error")),
    new Module("engine", Set.of("error", "wal", "index")),
    new Module("spill", Set.of("error", "engine")),
    new Module("benchmarks", Set.of("error", "wal", "index", "engine", "spill")),
    new Module("cli", Set.of("error", "wal", "index", "engine", "spill")),
    new Module("properties", Set.of("error", "wal", "index", "engine", "spill")),
  };

  /** Unchecked exceptions that may be internal, each because nobody outside can meet it. */
  private static final Set<String> ERRORS_THAT_STAY_INSIDE =
      Set.of(
          // carries what a user's work threw from the lane to the call, where it is unwrapped
          "dev.thermograph.engine.internal.transaction.WorkChange$WorkFailedException");

  Stream<ArchRule> all() {
    return Stream.of(
            Arrays.stream(MODULES).map(this::modulesPointDownwards),
            Arrays.stream(MODULES).map(this::internalsStayInTheirModule),
            Arrays.stream(MODULES).map(this::packagesHaveNoCycles),
            Stream.of(onlyTheStoreKnowsChronicle(), onlyOnePackageKnowsLucene()),
            Stream.of(onlyOnePackageKnowsMicrometer()),
            Stream.of(publicSignaturesShowNoInternals(), errorsArePublic()))
        .flatMap(rules -> rules)
        .map(rule -> rule.allowEmptyShould(true));
  }

  private ArchRule modulesPointDownwards(Module module) {
    String[] allowed =
        Stream.concat(Stream.of(module.name()), module.uses().stream().sorted())
            .map(this::everythingIn)
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(everythingIn(module.name()))
        .should()
        .onlyDependOnClassesThat(
            not(resideInAPackage(base + "..")).or(JavaClass.Predicates.resideInAnyPackage(allowed)))
        .as("module " + module.name() + " uses no module but " + module.uses());
  }

  private ArchRule internalsStayInTheirModule(Module module) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(everythingIn(module.name()))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(base + "." + module.name() + "..internal..")
        .as("internal packages of module " + module.name() + " are used only inside it");
  }

  private ArchRule packagesHaveNoCycles(Module module) {
    return slices()
        .assignedFrom(new ByPackage(base + "." + module.name()))
        .should()
        .beFreeOfCycles()
        .as("packages of module " + module.name() + " have no cycles");
  }

  private ArchRule onlyTheStoreKnowsChronicle() {
    return onlyKnownIn("net.openhft..", base + ".engine.internal.store..");
  }

  private ArchRule onlyOnePackageKnowsLucene() {
    // Plain Lucene is an opponent, too.
    return onlyKnownIn(
        "org.apache.lucene..", base + ".index.lucene..", base + ".benchmarks.vector.lucene..");
  }

  private ArchRule onlyOnePackageKnowsMicrometer() {
    return onlyKnownIn("io.micrometer..", base + ".engine.metrics.micrometer..");
  }

  private ArchRule onlyKnownIn(String library, String... users) {
    return noClasses()
        .that(
            resideInAPackage(base + "..").and(not(JavaClass.Predicates.resideInAnyPackage(users))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .as(library + " is imported by " + String.join(", ", users) + " only");
  }

  private ArchRule publicSignaturesShowNoInternals() {
    DescribedPredicate<JavaClass> internal = resideInAPackage(base + "..internal..");
    return classes()
        .that(resideInAPackage(base + "..").and(not(internal)))
        .and()
        .arePublic()
        .should(new ShowNoTypeThat(internal))
        .as("public signatures show no internal type");
  }

  /** Whoever catches an error must be able to name its type. */
  private ArchRule errorsArePublic() {
    return noClasses()
        .that()
        .areAssignableTo(RuntimeException.class)
        .and(
            not(
                new DescribedPredicate<>("never leave their package") {
                  @Override
                  public boolean test(JavaClass type) {
                    return ERRORS_THAT_STAY_INSIDE.contains(type.getName());
                  }
                }))
        .should()
        .resideInAPackage(base + "..internal..")
        .as("errors lie in public packages");
  }

  private String everythingIn(String module) {
    return base + "." + module + "..";
  }

  /** One slice per package of a module; other packages belong to none. */
  private record ByPackage(String module) implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String name = type.getPackageName();
      return name.equals(module) || name.startsWith(module + ".")
          ? SliceIdentifier.of(name)
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "packages of " + module;
    }
  }
}
