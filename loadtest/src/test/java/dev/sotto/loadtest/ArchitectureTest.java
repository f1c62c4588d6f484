package dev.sotto.loadtest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The load test is an outsider: it knows sound and settings, and the server by its wire only. */
@AnalyzeClasses(packages = "dev.sotto.loadtest", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule theServersCodeIsOutOfReach = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.sotto.gateway..", "dev.sotto.orchestrator..");

    @ArchTest
    static final ArchRule callersAndAgentsDontKnowEachOther = noClasses()
            .that()
            .resideInAPackage("dev.sotto.loadtest.phone..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.sotto.loadtest.desk..", "dev.sotto.loadtest.experiment..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.sotto.loadtest.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheBenchWaits = noClasses()
            .that()
            .doNotHaveSimpleName("Bench")
            .should()
            .callMethod(java.util.concurrent.CompletableFuture.class, "get")
            .orShould()
            .callMethod(java.util.concurrent.CompletableFuture.class, "join")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class);
}
