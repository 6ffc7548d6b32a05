package dev.heddle.proof;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClassesByName;

import dev.heddle.tck.Clause;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The suite as the backends run it, by clause. */
final class BackendTests {

    private static final Map<String, List<String>> TEST_CLASSES = Map.of(
            "memory", List.of("dev.heddle.tck.MemoryReactorTest", "dev.heddle.testing.SlowPeerTest"),
            "selector", List.of("dev.heddle.selector.SelectorReactorTest"),
            "watching", List.of("dev.heddle.selector.WatchedSelectorReactorTest"),
            "loom", List.of("dev.heddle.loom.LoomReactorTest"),
            "cross", List.of("dev.heddle.proof.CrossTest"));

    /** An end that does not come is waited for no longer than this. */
    private static final Map<String, String> LIMITS = Map.of(
            "junit.jupiter.execution.timeout.lifecycle.method.default", "5 s",
            "junit.jupiter.execution.timeout.thread.mode.default", "SEPARATE_THREAD");

    private BackendTests() {}

    /** The backends, the selector that always watches, and backends against each other. */
    static Set<String> suites() {
        return TEST_CLASSES.keySet();
    }

    /** The tests of a suite that test any of the {@code clauses}. */
    static LauncherDiscoveryRequest testsOf(String suite, Predicate<String> clauses) {
        List<String> testClasses = Objects.requireNonNull(TEST_CLASSES.get(suite), suite);
        PostDiscoveryFilter filter = test -> FilterResult.includedIf(test.isContainer() || tests(test, clauses));
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClassesByName(testClasses.toArray(String[]::new)))
                .filters(filter)
                .configurationParameters(LIMITS)
                .build();
    }

    private static boolean tests(TestDescriptor test, Predicate<String> clauses) {
        return clausesOf(test.getSource().orElse(null)).stream().anyMatch(clauses);
    }

    /** All clauses that have a test. */
    static Set<String> testedClauses() {
        TestPlan plan = LauncherFactory.create().discover(testsOf("memory", clause -> true));
        Set<String> clauses = new TreeSet<>();
        plan.getRoots()
                .forEach(root -> plan.getDescendants(root).stream()
                        .map(TestIdentifier::getSource)
                        .forEach(source -> clauses.addAll(clausesOf(source.orElse(null)))));
        return clauses;
    }

    private static List<String> clausesOf(@Nullable TestSource source) {
        Clause clause =
                source instanceof MethodSource method ? method.getJavaMethod().getAnnotation(Clause.class) : null;
        return clause == null ? List.of() : List.of(clause.value());
    }
}
