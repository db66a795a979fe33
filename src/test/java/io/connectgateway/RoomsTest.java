package io.connectgateway;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rooms of the house and what each may know. */
@AnalyzeClasses(packages = "io.connectgateway", importOptions = RoomsTest.OnlyDeployed.class)
class RoomsTest {

    @ArchTest
    static final ArchRule dataFlowsOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("start")
            .definedBy("io.connectgateway")
            .layer("error")
            .definedBy("..error..")
            .layer("session")
            .definedBy("..session..")
            .layer("policy")
            .definedBy("..policy..")
            .layer("gigs")
            .definedBy("..gigs..")
            .layer("secret")
            .definedBy("..secret..")
            .layer("caller")
            .definedBy("..caller..")
            .layer("intent")
            .definedBy("..intent..")
            .layer("telemetry")
            .definedBy("..telemetry..")
            .layer("button")
            .definedBy("..button..")
            .whereLayer("error")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("session")
            .mayOnlyBeAccessedByLayers("error", "start")
            .whereLayer("policy")
            .mayOnlyBeAccessedByLayers("session", "error", "start")
            .whereLayer("gigs")
            .mayOnlyBeAccessedByLayers("session", "error", "start")
            .whereLayer("secret")
            .mayOnlyBeAccessedByLayers("gigs", "error", "start")
            .whereLayer("caller")
            .mayNotAccessAnyLayer()
            .whereLayer("intent")
            .mayNotAccessAnyLayer()
            .whereLayer("secret")
            .mayNotAccessAnyLayer()
            .whereLayer("telemetry")
            .mayNotAccessAnyLayer()
            .whereLayer("button")
            .mayNotAccessAnyLayer()
            .whereLayer("button")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule noCircles =
            slices().matching("io.connectgateway.(*)..").should().beFreeOfCycles();

    static final class OnlyDeployed implements ImportOption {
        @Override
        public boolean includes(com.tngtech.archunit.core.importer.Location location) {
            return location.contains("/target/classes/");
        }
    }
}
