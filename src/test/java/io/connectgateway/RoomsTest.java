package io.connectgateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;

/** The packages of the gateway and what each may use of the others, as docs/architecture.md has them. */
@AnalyzeClasses(packages = "io.connectgateway", importOptions = RoomsTest.OnlyDeployed.class)
class RoomsTest {

    private static final String GATEWAY = "io.connectgateway.";

    private static final Set<String> FAILING = Set.of("body", "policy", "caller", "gigs", "token");

    /** Each package with those it may use. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("session", Set.of("body", "intent", "caller", "policy", "gigs", "log")),
            Map.entry("body", Set.of("intent")),
            Map.entry("intent", Set.of()),
            Map.entry("caller", Set.of()),
            Map.entry("policy", Set.of("body", "caller", "intent", "url")),
            Map.entry("gigs", Set.of("token", "url", "log")),
            Map.entry("url", Set.of()),
            Map.entry("token", Set.of()),
            Map.entry("entry", Set.of("caller", "error", "log", "button")),
            Map.entry("error", with(FAILING, "log")),
            Map.entry("log", Set.of()),
            Map.entry("startup", with(FAILING, "intent", "session", "error", "log", "url")),
            Map.entry("button", Set.of()));

    @ArchTest
    static void everyClassIsInARoom(JavaClasses classes) {
        Set<String> homeless = classes.stream()
                .filter(type -> !MAY_USE.containsKey(room(type)))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        Assertions.assertEquals(
                Set.of(),
                homeless,
                "Move each of these classes into the package of its concern."
                        + " A new package needs a row in RoomsTest.MAY_USE and in docs/architecture.md.");
    }

    @ArchTest
    static void everyRoomUsesOnlyWhatItMay(JavaClasses classes) {
        MAY_USE.forEach((room, may) -> rule(room, may).check(classes));
    }

    @ArchTest
    static final ArchRule noCircles = slices().matching(GATEWAY + "(*)..")
            .should()
            .beFreeOfCycles()
            .because("data flows one way: session, policy, gigs, token."
                    + " Let the package that is used declare an interface, or move the class to the other package");

    private static ArchRule rule(String room, Set<String> may) {
        String[] others = MAY_USE.keySet().stream()
                .filter(other -> !other.equals(room) && !may.contains(other))
                .map(other -> GATEWAY + other + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(GATEWAY + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because(room + " may use "
                        + (may.isEmpty() ? "no other package" : "only " + String.join(", ", new TreeSet<>(may)))
                        + ". Pass the value in from the caller, or move the class to the package that it serves");
    }

    private static String room(JavaClass type) {
        String name = type.getPackageName() + ".";
        return name.startsWith(GATEWAY) ? name.substring(GATEWAY.length()).replaceFirst("\\..*", "") : name;
    }

    private static Set<String> with(Set<String> rooms, String... more) {
        Set<String> all = new TreeSet<>(rooms);
        all.addAll(Arrays.asList(more));
        return all;
    }

    static final class OnlyDeployed implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return location.contains("/target/classes/");
        }
    }
}
