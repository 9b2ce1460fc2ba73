package run.fibonacci.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// What may know what.
@AnalyzeClasses(packagesOf = OperatorMain.class, importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule packages_have_no_cycles =
      slices().matching("run.fibonacci.operator.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule children_do_not_know_the_status =
      noClasses()
          .that()
          .resideInAPackage("..dependent..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..status..");

  @ArchTest
  static final ArchRule only_the_main_class_reads_the_environment =
      noClasses()
          .that()
          .doNotHaveSimpleName("OperatorMain")
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class);

  @ArchTest
  static final ArchRule no_class_is_a_drawer_for_odds_and_ends =
      noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)");
}
