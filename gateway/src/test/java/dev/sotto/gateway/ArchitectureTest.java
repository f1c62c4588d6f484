package dev.sotto.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** The structure that the READMEs promise. */
@AnalyzeClasses(packages = "dev.sotto", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule soundKnowsNoWordsAndNoWire = noClasses()
            .that()
            .resideInAPackage("dev.sotto.media..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.sotto.orchestrator..", "dev.sotto.gateway..", "io.vertx.ext.web..");

    @ArchTest
    static final ArchRule wordsKnowNoSoundAndNoWire = noClasses()
            .that()
            .resideInAPackage("dev.sotto.orchestrator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.sotto.media..", "dev.sotto.gateway..", "io.netty..");

    @ArchTest
    static final ArchRule settingsKnowNobody = noClasses()
            .that()
            .resideInAPackage("dev.sotto.config..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.sotto.media..", "dev.sotto.orchestrator..", "dev.sotto.gateway..", "io.vertx..");

    @ArchTest
    static final ArchRule conversationCoreIsPlainJava = classes()
            .that()
            .resideInAnyPackage("dev.sotto.orchestrator.conversation", "dev.sotto.orchestrator.consult")
            .or()
            .resideInAPackage("dev.sotto.orchestrator.task")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "dev.sotto.orchestrator.conversation",
                    "dev.sotto.orchestrator.consult",
                    "dev.sotto.orchestrator.task");

    @ArchTest
    static final ArchRule conversationCoreHasNoClockAndNoChance = noClasses()
            .that()
            .resideInAnyPackage("dev.sotto.orchestrator.conversation", "dev.sotto.orchestrator.consult")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.util.random.RandomGenerator.class)
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.sotto.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule busMessagesAreRecordsOfWords = classes()
            .that()
            .resideInAPackage("dev.sotto.orchestrator.message")
            .and()
            .areNotInterfaces()
            .and()
            .doNotHaveSimpleName("BusRecords")
            .and()
            .doNotHaveSimpleName("LocalRecordCodec")
            .and()
            .doNotHaveSimpleName("package-info")
            .should(beRecords());

    @ArchTest
    static final ArchRule soundNeverCrossesTheBus = noClasses()
            .that()
            .resideInAPackage("dev.sotto.orchestrator.message")
            .and()
            .doNotHaveSimpleName("LocalRecordCodec")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(".*(ByteBuf|Buffer|ByteBuffer)");

    @ArchTest
    static final ArchRule mainIsInTheGatewayOnly = methods()
            .that()
            .haveName("main")
            .and()
            .areStatic()
            .should()
            .beDeclaredInClassesThat()
            .resideInAnyPackage("dev.sotto.gateway", "dev.sotto.loadtest..");

    @ArchTest
    static final ArchRule theServerNeverWaits = noClasses()
            .that()
            .doNotBelongToAnyOf(Main.class)
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class, int.class)
            .orShould()
            .callMethod(Thread.class, "join")
            .orShould()
            .callMethod(java.util.concurrent.Future.class, "get")
            .orShould()
            .callMethod(java.util.concurrent.CompletableFuture.class, "get")
            .orShould()
            .callMethod(java.util.concurrent.CompletableFuture.class, "join");

    @ArchTest
    static final ArchRule namesSaySomething =
            noClasses().should().haveNameMatching(".*(Impl|Utils?|Helper|Manager|Bot)");

    private static ArchCondition<JavaClass> beRecords() {
        return new ArchCondition<>("be records") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                boolean fits = item.isRecord() || item.isEnum();
                events.add(new SimpleConditionEvent(item, fits, item.getName() + " is no record"));
            }
        };
    }
}
