package dev.chief.app;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.chief");

    @Test
    void theClassesOfAllModulesAreLookedAt() {
        assertThat(CLASSES.contain("dev.chief.core.schedule.Schedule")).isTrue();
        assertThat(CLASSES.contain("dev.chief.engine.config.ConfigLoader")).isTrue();
        assertThat(CLASSES.contain("dev.chief.monitor.Monitor")).isTrue();
        assertThat(CLASSES.contain("dev.chief.client.Monitor")).isTrue();
        assertThat(CLASSES.contain(Main.class)).isTrue();
    }

    @Test
    void layersPointOneWay() {
        layeredArchitecture().consideringOnlyDependenciesInLayers()
                .layer("core")
                .definedBy("dev.chief.core..")
                .layer("engine")
                .definedBy("dev.chief.engine..")
                .layer("client")
                .definedBy("dev.chief.client..")
                .layer("monitor")
                .definedBy("dev.chief.monitor..")
                .layer("app")
                .definedBy("dev.chief.app..")
                .whereLayer("client")
                .mayNotAccessAnyLayer()
                .whereLayer("core")
                .mayNotAccessAnyLayer()
                .whereLayer("engine")
                .mayOnlyAccessLayers("core")
                .whereLayer("monitor")
                .mayOnlyAccessLayers("core")
                .whereLayer("app")
                .mayNotBeAccessedByAnyLayer()
                .check(CLASSES);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.chief.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theCoreDependsOnNothingButTheLanguageAndJspecify() {
        classes().that()
                .resideInAPackage("dev.chief.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.chief.core..", "java.lang..", "java.time..", "java.util..",
                        "org.jspecify.annotations..")
                .check(CLASSES);
    }

    @Test
    void theClientDependsOnNothingButTheLanguageAndItsAnnotations() {
        classes().that()
                .resideInAPackage("dev.chief.client..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.chief.client..", "java..", "javax.net..",
                        "org.jspecify.annotations..")
                .check(CLASSES);
    }

    @Test
    void onlyMainNamesTheSystemClock() {
        allButMain().should()
                .callMethodWhere(calls("java\\.time\\..*", "now"))
                .orShould()
                .callMethodWhere(calls("java\\.time\\.(Clock|InstantSource)", "system.*"))
                .orShould()
                .callMethodWhere(calls("java\\.lang\\.System", "currentTimeMillis"))
                .check(CLASSES);
    }

    @Test
    void onlyMainReadsTheEnvironmentAndEndsTheProcess() {
        allButMain().should()
                .callMethodWhere(calls("java\\.lang\\.System", "getenv|exit"))
                .orShould()
                .callMethodWhere(calls("java\\.lang\\.Runtime", "halt|exit"))
                .check(CLASSES);
    }

    @Test
    void theStandardStreamsAreNotWrittenBehindTheBackOfStreams() {
        noClasses().should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    /** The client is not looked at either: it runs in the processes of workers, which know nothing of Main. */
    private static GivenClassesConjunction allButMain() {
        return noClasses().that()
                .doNotHaveFullyQualifiedName(Main.class.getName())
                .and()
                .resideOutsideOfPackage("dev.chief.client..");
    }

    private static DescribedPredicate<JavaCall<?>> calls(String owners, String methods) {
        return DescribedPredicate.describe(owners + "." + methods + "()",
                call -> target(owner(nameMatching(owners)))
                        .and(target(named(methods)))
                        .test(call));
    }

    private static DescribedPredicate<HasName> named(String methods) {
        return nameMatching(methods);
    }
}
